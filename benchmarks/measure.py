"""Time every step beside its floor, and write docs/benchmark.md and benchmarks/results.json.

python benchmarks/measure.py [--sizes 10000 100000 1000000] [--steps load place] [--quick]

Each measurement is a process of its own, which takes the best of two calls; all take turns.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from importlib import metadata, util
from pathlib import Path

PROJECT = Path(__file__).parents[1]
RAW = PROJECT / "data" / "raw"
STEPS = ["load", "place", "months", "claims", "build", "partitions", "export"]
LARGEST = 1_000_000
LIBRARIES = ["pandas", "geopandas", "shapely", "pyarrow", "pandera", "dask", "dask-geopandas"]
IMPORTS = {"step": "import helpers", "floor": "import pandas, geopandas"}
NOTEBOOKS = {  # what notebooks import that do nothing else
    "floor": "pandas, geopandas, matplotlib.pyplot, folium",
    "libraries": "pandas, geopandas, folium, pandera.pandas, scipy.special, scipy.optimize",
}
CALLS = 2  # in a process, at every size: the first takes fresh memory from the system


def measure_step(name, raw, folder):
    """Time a step in this process; return seconds, the memory that it took and the frame's own, in bytes."""
    import steps

    call, frame = getattr(steps, name)(Path(raw), Path(folder))
    own = frame.memory_usage(deep=True).sum() if frame is not None else 0
    best, peaks = float("inf"), []
    for _ in range(CALLS):
        before = _read_memory("VmRSS")
        Path("/proc/self/clear_refs").write_text("5")  # the peak starts again from here
        begun = time.perf_counter()
        result = call()
        best = min(best, time.perf_counter() - begun)
        peaks.append(_read_memory("VmHWM") - before)
        if name == "load":
            own = sum(table.memory_usage(deep=True).sum() for table in result.values())
        if name == "export":
            own = result.memory_usage(deep=True).sum()
        del result
    whole = peaks[0] + (own if frame is not None else 0)  # what a step was given counts as well
    return {"seconds": best, "peak": int(whole), "own": int(own)}


def _read_memory(name):
    """Return a figure of this process's memory in bytes (Linux alone tells it)."""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) * 1024


def measure_import(statement):
    """Time an import in this process, which has imported nothing yet."""
    begun = time.perf_counter()
    exec(statement, {})
    return {"seconds": time.perf_counter() - begun}


def measure_notebooks(kind, folder):
    """Time the execution of copies of all notebooks, or of as many that only import libraries."""
    import nbformat

    from helpers.publish.notebooks import list_notebooks, run_notebook

    paths = [Path(shutil.copy(path, folder)) for path in list_notebooks()]
    if kind in NOTEBOOKS:
        cell = nbformat.v4.new_code_cell(f"import {NOTEBOOKS[kind]}")
        for path in paths:
            nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    begun = time.perf_counter()
    for path in paths:
        run_notebook(path)
    return {"seconds": time.perf_counter() - begun, "notebooks": len(paths)}


def run_alone(*arguments):
    """Take one measurement in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": f"{PROJECT / 'src'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    call = [sys.executable, __file__, "--one", *map(str, arguments)]
    done = subprocess.run(call, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, arguments))} failed:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def take_turns(measurements, times):
    """Take all measurements in turns, because the machine's speed changes over minutes; return the best of each."""
    results = {}
    for _ in range(times):
        for name, arguments in measurements.items():
            said = run_alone(*arguments)
            print(*name, f"{said['seconds']:.3f} s", flush=True)
            if name not in results or said["seconds"] < results[name]["seconds"]:
                results[name] = said
    return results


def measure_steps(base, sizes, steps, times):
    """Measure every step and its floor on the data and on made-up incidents."""
    folders, measurements = {}, {}
    for size in [None, *sizes]:
        work = Path(base) / f"work-{size}"
        work.mkdir()
        raw = RAW
        if size:
            raw = Path(base) / f"raw-{size}"
            run_alone("generate", raw, size)
        incidents = run_alone("prepare", raw, work)["incidents"]
        folders[incidents] = work
        for step in steps:
            if step != "partitions" or util.find_spec("dask_geopandas"):
                measurements[incidents, step, "taken"] = ("step", step, raw, work)
                measurements[incidents, step, "floor"] = ("step", f"{step}_floor", raw, work)
    rows = {}
    for (incidents, step, kind), result in take_turns(measurements, times).items():
        row = rows.setdefault((incidents, step), {"step": step, "incidents": incidents})
        row[kind] = result
    for (incidents, step), row in rows.items():
        if step == "partitions":
            row["equal"] = run_alone("equal", folders[incidents])["equal"]
        if step == "build":
            add_own_of_build(row, rows)
    return list(rows.values())


def add_own_of_build(row, rows):
    """Note what a build holds of its own: the tables that are loaded, and the incidents joined from them."""
    parts = [rows.get((row["incidents"], step)) for step in ("load", "place")]
    if all(parts):
        row["taken"]["own"] = sum(part["taken"]["own"] for part in parts)


def run_one(kind, *arguments):
    """Do one measurement, in the process that `run_alone` started."""
    if kind == "step":
        return measure_step(*arguments)
    if kind == "import":
        return measure_import(*arguments)
    if kind == "notebooks":
        return measure_notebooks(*arguments)
    if kind == "generate":
        from generate import generate_raw

        generate_raw(Path(arguments[0]), int(arguments[1]))
        return {}
    import steps

    if kind == "prepare":
        return {"incidents": steps.prepare(Path(arguments[0]), Path(arguments[1]))}
    return {"equal": steps.compare_partitions(Path(arguments[0]))}


def measure_all(sizes, steps, quick):
    """Measure everything; return it with what it was measured on."""
    with tempfile.TemporaryDirectory(prefix="bench-") as base:
        rows = measure_steps(base, sizes, steps, 1 if quick else 2)
        imports = {("import", name): ("import", statement) for name, statement in IMPORTS.items()}
        runs = {}
        for kind in ("step", *NOTEBOOKS):
            (Path(base) / kind).mkdir()
            runs["notebooks", kind] = ("notebooks", kind, Path(base) / kind)
        others = {}
        for measurements, times in ((imports, 3 if quick else 10), (runs, 1 if quick else 5)):
            for (name, kind), result in take_turns(measurements, times).items():
                others.setdefault(name, {})[kind] = result
    return {"rows": rows, **others, "machine": describe_machine()}


def describe_machine():
    """Return what the figures depend on."""
    cpu = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = {name: metadata.version(name) for name in LIBRARIES if util.find_spec(name.replace("-", "_"))}
    return {
        "processor": cpu[0].partition(": ")[2] if cpu else platform.machine(),
        "cores": os.cpu_count(),
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()}, Python {platform.python_version()}",
        "versions": versions,
    }


def main(arguments):
    """Measure, and write the page and the figures."""
    if arguments[:1] == ["--one"]:
        print(json.dumps(run_one(*arguments[1:])))
        return
    from report import write_page

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, LARGEST], help="made-up incidents")
    parser.add_argument("--quick", action="store_true", help="measure once, and nothing above 10000 incidents")
    parser.add_argument("--steps", choices=STEPS, nargs="+", default=STEPS, help="steps to measure [all]")
    chosen = parser.parse_args(arguments)
    results = measure_all([10_000] if chosen.quick else chosen.sizes, chosen.steps, chosen.quick)
    results["command"] = " ".join(["python benchmarks/measure.py", *arguments])
    (PROJECT / "benchmarks" / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    write_page(results, PROJECT / "docs" / "benchmark.md")


if __name__ == "__main__":
    main(sys.argv[1:])
