"""Measure what users wait for, beside the least that the same libraries need, and write docs/benchmark.md.

python benchmarks/measure.py [--only WORD] [--make]

Each measurement is a process of its own and takes the best of two calls; a step and its floor take turns.
``--only`` measures the steps with this word in their name again; ``--make`` also times make on a fresh clone.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).parents[1]
RESULTS = PROJECT / "benchmarks" / "results.json"
TURNS = 5
MAKE = {"install": ".venv/.installed", "rest": "all"}
ROWS = [100_000, 1_000_000]  # of other people's events
LIBRARIES = ["pandas", "geopandas", "shapely", "pyarrow"]
PROGRAM = """
import resource, sys, time
def measure():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
{setup}
best = float("inf")
for _ in range({calls}):
    begun = measure()
    {call}
    best = min(best, measure() - begun)
print(best)
"""
EVENTS = "import helpers.timeline.counts; events = helpers.read_acled({events!r}); provinces = helpers.load_provinces()"
PLACED = f"{EVENTS}; from helpers.data.placing import assign_provinces"
TREE = f"{EVENTS}; import shapely; points, areas = events.geometry.to_numpy(), provinces.geometry.to_numpy()"
LOOP = "for number in range(50_000_000): pass"  # tells one machine, or one minute of it, from another
CURATED = "from helpers.data.loading import check_folder; from pathlib import Path"
NOTEBOOK = "from helpers.publish.notebooks import run_notebook"


@dataclass
class Step:
    """Something that users wait for: Python that is prepared, and Python that is timed; the same of its floor."""

    name: str
    call: str
    setup: str = ""
    floor_name: str = ""
    floor: str = ""
    floor_setup: str = ""
    times: float | None = None  # goal: at most so many times the floor
    seconds: float | None = None  # goal: at most so many seconds
    calls: int = 2


def list_steps(folder):
    """Return every step; their files are in a folder that `prepare` has filled."""
    yield Step(
        "`import helpers` with what a first call loads",
        "import helpers; helpers.load_incidents",
        floor_name="`import pandas, geopandas`",
        floor="import pandas, geopandas",
        times=1.3,
        calls=1,
    )
    yield Step("`load_incidents()`: read, check and join every table", "helpers.load_incidents()", "import helpers")
    call = f"tables, faults = check_folder(Path({str(folder / 'raw')!r})); assert not faults, faults[:3]"
    yield Step("check curated tables ten times as long", call, CURATED, seconds=2)
    for path in sorted((folder / "notebooks").glob("*.ipynb")):
        run = f"run_notebook({str(path)!r})"
        floor = f"run_notebook({str(folder / 'imports.ipynb')!r})"
        yield Step(f"run `{path.name}`", run, NOTEBOOK, "one that only imports", floor, NOTEBOOK, times=2.5, calls=1)
    for rows in ROWS:
        file = str(folder / f"{rows}.csv")
        events = {"events": file}
        yield Step(
            f"`read_acled`, {rows:,} events",
            f"helpers.read_acled({file!r})",
            "import helpers; helpers.read_acled",
            "`pandas.read_csv`",
            f"pandas.read_csv({file!r})",
            "import pandas",
            times=3,
        )
        call, floor = "assign_provinces(events, provinces)", "shapely.STRtree(areas).query(points, 'intersects')"
        name = f"assign provinces, {rows:,} events"
        yield Step(name, call, PLACED.format(**events), "one `STRtree` query", floor, TREE.format(**events), times=1)
        call = "helpers.timeline.counts.count_by_period(events, '2020-01-01', '2022-12-31')"
        yield Step(f"count by month, {rows:,} events", call, EVENTS.format(**events))
        call = "helpers.count_by_province(events, provinces)"
        yield Step(f"count by province, {rows:,} events", call, EVENTS.format(**events))


def prepare(folder):
    """Write what the steps read: made-up events, curated tables ten times as long, copies of the notebooks."""
    import nbformat
    from generate import multiply_tables, write_events

    from helpers.publish.notebooks import NOTEBOOKS

    multiply_tables(folder / "raw", 10)
    for rows in ROWS:
        write_events(folder / f"{rows}.csv", rows)
    (folder / "notebooks").mkdir()
    for path in NOTEBOOKS.glob("*.ipynb"):
        (folder / "notebooks" / path.name).write_bytes(path.read_bytes())
    cell = nbformat.v4.new_code_cell("import pandas, geopandas, matplotlib.pyplot, folium")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), folder / "imports.ipynb")


def measure(setup, call, calls):
    """Return the processor time of a call in seconds, measured in a process of its own."""
    search = [str(PROJECT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(search)}
    program = PROGRAM.format(setup=setup, call=call, calls=calls)
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{call} failed:\n{done.stderr}")
    return float(done.stdout.splitlines()[-1])


def measure_step(step):
    """Let a step and its floor take turns, because the speed of a machine changes from minute to minute.

    Seconds are the best; how many times the floor a step takes is the median over the turns, for the best of both
    may be of different minutes.
    """
    taken, floor = [], []
    for _ in range(TURNS):
        taken.append(measure(step.setup, step.call, step.calls))
        if step.floor:
            floor.append(measure(step.floor_setup, step.floor, step.calls))
    print(step.name, min(taken), *floor[:1], flush=True)
    times = [one / other for one, other in zip(taken, floor, strict=False)]
    return {"seconds": min(taken), "floor": min(floor, default=None), "times": median(times) if times else None}


def measure_make():
    """Return how long `make` takes on a fresh clone, by clock and processor, and how large its environment is."""
    figures = {}
    with tempfile.TemporaryDirectory(prefix="clone-") as folder:
        subprocess.run(["git", "clone", "--quiet", PROJECT, folder], check=True)
        for name, goal in MAKE.items():
            begun, used = time.perf_counter(), os.times()
            subprocess.run(["make", "--silent", "-C", folder, goal], check=True, capture_output=True)
            figures[name] = time.perf_counter() - begun
            figures[f"{name}_processor"] = sum(os.times()[2:4]) - sum(used[2:4])
        subprocess.run([f"{folder}/.venv/bin/python", "-m", "compileall", "-qq", f"{folder}/.venv"], check=False)
        size = subprocess.run(["du", "-sm", f"{folder}/.venv"], capture_output=True, text=True, check=True).stdout
    return figures | {"megabytes": int(size.split()[0]), "load": os.getloadavg()[2]}


def judge(measured, goal):
    return f"{measured:.1f} (goal {goal:g}: {'met' if measured <= goal else '**missed**'})"


def write_row(step, result):
    """Return the line of the table for one step."""
    floor = f"{step.floor_name}: {result['floor']:.3g}" if step.floor else ""
    times = judge(result["times"], step.times) if step.floor else ""
    seconds = f"{result['seconds']:.3g}" if step.seconds is None else judge(result["seconds"], step.seconds)
    return f"| {step.name} | {seconds} | {floor} | {times} |"


def write_growth(results):
    """Return a line per step that was measured at both sizes."""
    fewer, more = (f", {rows:,} events" for rows in ROWS)
    for name in results:
        if name.endswith(fewer):
            what = name.removesuffix(fewer)
            growth = results[what + more]["seconds"] / results[name]["seconds"]
            yield f"| {what} | {judge(growth, 12)} |"


def write_page(steps, results, make, loop):
    """Write the page of results."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES)
    rows = "\n".join(write_row(step, results[step.name]) for step in steps)
    spent = {name: f"{make[name]:.0f} s ({make[f'{name}_processor']:.0f} s of processor time)" for name in MAKE}
    met = "met" if make["megabytes"] <= 950 else "**missed**"
    made = (
        f"`make` on a fresh clone, with a warm download cache, takes {spent['install']} by the clock to install, and "
        f"{spent['rest']} for the rest: check, build, notebooks, site. Meanwhile {make['load']:.0f} processes shared "
        f"the machine.\n"
        f"The installed environment, byte code included, has {make['megabytes']:,} MB (goal 950: {met})."
    )
    text = f"""# How fast it is

`make bench` writes this page. It times what users wait for, where there is one beside its *floor*: the least work that
the same libraries need for it. Each measurement is a process of its own; step and floor take turns. Of the seconds the
best are shown, of the ratio the median over the turns. Times are seconds of processor time, so that other work on the
machine does not count; on an idle machine they are about what the clock says.

| what | seconds | floor | times the floor |
| --- | --- | --- | --- |
{rows}

Ten times the events, from {ROWS[0]:,} to {ROWS[1]:,}, take at most 12 times as long:

| what | times as long |
| --- | --- |
{chr(10).join(write_growth(results))}

{made}

Measured on {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()};
{versions}. An empty loop of fifty million turns took {loop:.2g} s there and then.
Events and longer tables are made up (`benchmarks/generate.py`).
"""
    (PROJECT / "docs" / "benchmark.md").write_text(text, encoding="utf-8", newline="\n")


def main():
    """Measure, and write the page and the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="measure only steps with this word in their name")
    parser.add_argument("--make", action="store_true", help="time make on a fresh clone as well; takes minutes")
    chosen = parser.parse_args()
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {"steps": {}}
    if chosen.make:
        results["make"] = measure_make()
    with tempfile.TemporaryDirectory(prefix="bench-") as base:
        prepare(Path(base))
        steps = list(list_steps(Path(base)))
        for step in steps:
            if chosen.only in step.name:
                results["steps"][step.name] = measure_step(step)
    results["steps"] = {step.name: results["steps"][step.name] for step in steps}
    results["loop"] = measure("", LOOP, TURNS)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    write_page(steps, results["steps"], results["make"], results["loop"])


if __name__ == "__main__":
    main()
