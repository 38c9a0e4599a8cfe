"""Kill, starve and lock out the commands that write files, and count how often their outputs stay whole.

Works on copies of the project in a temporary folder, and writes docs/faults.md and benchmarks/faults.json:

python benchmarks/kill.py [--kills 100] [--commands build run site]

Between trials one incident changes its scope, so that the old outputs and the new ones differ. Half of the kills
fall anywhere in a run; the others are aimed at its writing: they fall just after the first change in the folder
that it writes to. Every process of the run that a kill leaves is waited for.
"""

import argparse
import contextlib
import hashlib
import json
import os
import platform
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

PROJECT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
NOT_COPIED = [".*", "__pycache__", "build", "site", "site.old", "site.new"]
ADVICE = "make room"  # what every error of a full disk or a locked folder must say
SPARE = 16_384  # bytes left on the full disk
WITHOUT_OVERRIDE = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]  # root may write anywhere, but for this
LEFT_OVERS = (".building-", ".running", "site.old", "site.new", "build/site")


@dataclass
class Command:
    """A goal of the Makefile: what it writes, and where its writing is seen first."""

    goal: str
    outputs: list
    watched: str
    writing: float  # seconds from the first change seen within which an aimed kill falls


COMMANDS = [
    Command("build", ["data/processed", "data/raw/CODEBOOK.md", "data/raw/datapackage.json"], "data/processed", 0.3),
    Command("run", ["notebooks", "docs/_static/provinces.png", "docs/_static/timeline.png"], "notebooks", 0.002),
    Command("site", ["site"], ".", 0.002),
]


def copy_project(folder):
    """Copy what the commands need; an empty mark tells make that this Python is set up."""
    shutil.copytree(PROJECT, folder, ignore=shutil.ignore_patterns(*NOT_COPIED), dirs_exist_ok=True)
    (folder / ".venv").mkdir()
    (folder / ".venv" / ".installed").touch()
    return folder


def change_input(folder, version):
    """Set the scope of the first incident to what it is, or to the other one."""
    lines = (PROJECT / "data" / "raw" / "incidents.csv").read_text("utf-8").splitlines(keepends=True)
    number = next(number for number, line in enumerate(lines) if ",core," in line)
    if version:
        lines[number] = lines[number].replace(",core,", ",adjacent,")
    (folder / "data" / "raw" / "incidents.csv").write_text("".join(lines), "utf-8", newline="\n")


def start(folder, command, prefix=()):
    """Start a goal of make in a process group of its own."""
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    home.chmod(0o777)
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "HOME": str(home), "TMPDIR": str(home)}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", "MPLCONFIGDIR": str(home / "matplotlib")}
    call = [*prefix, "make", "-C", str(folder), command.goal, f"BIN={BIN}"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    return subprocess.Popen(call, env=environment, start_new_session=True, **pipes)


def finish(folder, command, prefix=()):
    """Run a goal to its end; return whether it succeeded and what it said."""
    process = start(folder, command, prefix)
    said, _ = process.communicate()
    return process.returncode == 0, said


def take_snapshot(folder, command):
    """Return the digest of every output, and the names of what a killed run left."""
    outputs, left = {}, []
    if command.goal == "site" and not (folder / "site").exists() and (folder / "site.old").exists():
        return {"site": digest_folder(folder / "site.old")}, ["site.old"]  # the next run puts it back
    for name in command.outputs:
        path = folder / name
        if name == "site":
            outputs[name] = digest_folder(path)
            left += [other for other in ("site.old", "site.new", "build/site") if (folder / other).exists()]
            continue
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            relative = str(file.relative_to(folder))
            if any(mark in relative for mark in LEFT_OVERS):
                left.append(relative)
            elif file.is_file():
                outputs[relative] = hashlib.sha256(file.read_bytes()).hexdigest()
    return outputs, left


def digest_folder(path):
    """Return one digest of all files of a folder."""
    digest = hashlib.sha256()
    for file in sorted(file for file in path.rglob("*") if file.is_file()):
        digest.update(str(file.relative_to(path)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def is_whole(outputs, references):
    """Whether every output is one of the old or the new ones, byte for byte, and none is missing."""
    names = set(outputs) | {name for reference in references for name in reference}
    return all(outputs.get(name) in {reference.get(name) for reference in references} for name in names)


def wait_for_processes(folder, seconds=20):
    """Wait until no process works in the copy; return whether all have ended."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        working = False
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                working |= (process / "cwd").resolve().is_relative_to(folder)
        if not working:
            return True
        time.sleep(0.05)
    return False


def kill_at(process, folder, command, moment, chance):
    """Kill a run at a moment, or, without one, when its writing is first seen; return whether it still ran."""
    if moment is not None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(moment)
    else:
        before = os.listdir(folder / command.watched)
        while process.poll() is None and os.listdir(folder / command.watched) == before:
            time.sleep(0.0002)
        time.sleep(chance.uniform(0, command.writing))
    running = process.poll() is None
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return running


def make_references(folder, command):
    """Return the outputs of both inputs, and the seconds that a run takes."""
    references = []
    for version in (0, 1):
        change_input(folder, version)
        begun = time.monotonic()
        succeeded, said = finish(folder, command)
        if not succeeded:
            raise SystemExit(f"make {command.goal} fails as it is:\n{said}")
        seconds = time.monotonic() - begun
        references.append(take_snapshot(folder, command)[0])
    if references[0] == references[1]:
        raise SystemExit(f"make {command.goal}: both inputs give the same outputs, so that nothing can be told")
    return references, seconds


def try_kills(folder, command, kills, chance):
    """Kill runs at random moments, then let one end."""
    references, seconds = make_references(folder, command)
    whole = running = ended = torn = 0
    known = set()
    for number in range(kills):
        change_input(folder, number % 2)
        moment = chance.uniform(0, seconds) if number // 2 % 2 == 0 else None
        running += kill_at(start(folder, command), folder, command, moment, chance)
        ended += wait_for_processes(folder)
        outputs, left = take_snapshot(folder, command)
        whole += is_whole(outputs, references)
        torn += bool(set(left) - known)
        known = set(left)
        print(f"make {command.goal}: {whole} of {number + 1} kills survived", end="\r", flush=True, file=sys.stderr)
    print(file=sys.stderr)
    for left_over in [*folder.rglob(".building-*"), *folder.rglob(".*.running")]:
        os.utime(left_over, (0, 0))  # younger ones are taken for those of a run that is at work
    change_input(folder, 0)
    succeeded, _ = finish(folder, command)
    outputs, left = take_snapshot(folder, command)
    return {
        "command": f"make {command.goal}",
        "fault": "killed (SIGKILL)",
        "tried": kills,
        "survived": whole,
        "killed_while_running": running,
        "left_something_behind": torn,
        "processes_ended": ended,
        "next_run": bool(succeeded and outputs == references[0] and not left),
        "seconds_of_a_run": round(seconds, 1),
    }


def try_refusal(folder, command, fault, prefix, refuse, allow):
    """Let a run fail for want of room or of leave; then let one end."""
    references, _ = make_references(folder, command)  # ends on the changed input
    change_input(folder, 0)
    refuse()
    succeeded, said = finish(folder, command, prefix)
    outputs, _ = take_snapshot(folder, command)
    allow()
    recovered, _ = finish(folder, command)
    after, left = take_snapshot(folder, command)
    return {
        "command": f"make {command.goal}",
        "fault": fault,
        "tried": 1,
        "survived": int(outputs == references[1]),
        "failed_with_exit_code": not succeeded,
        "error_says_what_to_do": ADVICE in said,
        "next_run": bool(recovered and after == references[0] and not left),
    }


def try_full_disk(folder, command):
    """Run on a disk without room: a small one in memory, which only root can mount."""
    if os.getuid() != 0:
        return skip(command, "disk full", "needs root, to mount a small disk")
    folder.mkdir(parents=True)
    call = ["mount", "-t", "tmpfs", "-o", "size=500M", "tmpfs", str(folder)]
    if subprocess.run(call, check=False, capture_output=True).returncode:
        return skip(command, "disk full", "a disk cannot be mounted here")
    filler = folder / "filler"

    def fill():
        room = os.statvfs(folder)
        with filler.open("wb") as stream:
            os.posix_fallocate(stream.fileno(), 0, room.f_bavail * room.f_frsize - SPARE)

    try:
        return try_refusal(copy_project(folder), command, "disk full", (), fill, filler.unlink)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def try_read_only(folder, command):
    """Run without leave to write anywhere in the project."""
    copy_project(folder)
    prefix = WITHOUT_OVERRIDE if os.getuid() == 0 else ()

    def lock():
        for path in [*folder.rglob("*"), folder]:
            path.chmod(0o555 if path.is_dir() else 0o444)

    def unlock():
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)

    return try_refusal(folder, command, "read-only", prefix, lock, unlock)


def try_two_at_once(folder, command, times):
    """Start two builds at once."""
    references, _ = make_references(folder, command)
    survived = 0
    for number in range(times):
        change_input(folder, number % 2)
        both = [start(folder, command), start(folder, command)]
        said = [process.communicate()[0] for process in both]
        outputs, left = take_snapshot(folder, command)
        good = outputs == references[number % 2] and not left
        survived += good and all(process.returncode == 0 for process in both)
        if not good:
            print(*said, sep="\n", file=sys.stderr)
    result = {"command": f"make {command.goal}", "fault": "two at once", "tried": times, "survived": survived}
    return result | {"next_run": finish(folder, command)[0]}


def try_interrupts(folder, command, times, chance):
    """Interrupt runs at random moments, as Ctrl-C does.

    Each that is not done yet must fail; each must leave every output whole, and end without a traceback but that of a
    Python that has not loaded its program yet.
    """
    references, seconds = make_references(folder, command)
    survived = 0
    for number in range(times):
        change_input(folder, number % 2)
        process = start(folder, command)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0, seconds))
        running = process.poll() is None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        said, _ = process.communicate()
        wait_for_processes(folder)
        outputs, _ = take_snapshot(folder, command)
        quiet = "Traceback" not in said or "<frozen importlib" in said
        # An interrupt that comes when all is written changes nothing: then 0 is the truth.
        truthful = process.returncode != 0 or not running or outputs == references[number % 2]
        good = is_whole(outputs, references) and quiet and truthful
        survived += good
        if not good:
            print(said, f"exit code {process.returncode}", sep="\n", file=sys.stderr)
    change_input(folder, 0)
    succeeded, _ = finish(folder, command)
    result = {"command": f"make {command.goal}", "fault": "interrupted (Ctrl-C)", "tried": times, "survived": survived}
    return result | {"next_run": succeeded and take_snapshot(folder, command) == (references[0], [])}


def try_bad_files():
    """Hand over every bad file of the tests; each must be refused at its place, and change nothing."""
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.xml"
        call = [
            sys.executable,
            "-m",
            "pytest",
            "tests/test_hostile_files.py",
            "-k",
            "refused and not exactly",
            f"--junitxml={results}",
        ]
        subprocess.run(call, cwd=PROJECT, check=False, stdout=sys.stderr)
        (suite,) = ElementTree.parse(results).iter("testsuite")
    skipped, failed = int(suite.get("skipped")), int(suite.get("failures")) + int(suite.get("errors"))
    tried = int(suite.get("tests")) - skipped
    return {"command": "load, validate, build", "fault": "bad file", "tried": tried, "survived": tried - failed}


def skip(command, fault, reason):
    return {"command": f"make {command.goal}", "fault": fault, "tried": 0, "survived": 0, "skipped": reason}


def say(value):
    return {True: "yes", False: "**no**", None: ""}[value]


def write_report(results, arguments):
    """Write docs/faults.md and benchmarks/faults.json."""
    rows = []
    for result in results:
        cells = [result["command"], result["fault"], f"{result['survived']} of {result['tried']}"]
        if "skipped" in result:
            cells[2] = f"not tried: {result['skipped']}"
        cells += [say(result.get(name)) for name in ("failed_with_exit_code", "error_says_what_to_do", "next_run")]
        rows.append("| " + " | ".join(cells) + " |")
    kills = [result for result in results if "killed_while_running" in result]
    notes = [
        f"{result['command']}: {result['killed_while_running']} of {result['tried']} kills met a run that had not "
        f"ended (a whole one takes {result['seconds_of_a_run']} s); {result['left_something_behind']} left something "
        f"behind, which the next run removed; after {result['processes_ended']} no process was left."
        for result in kills
    ]
    survived, tried = (sum(result[name] for result in results) for name in ("survived", "tried"))
    text = f"""# What a fault leaves behind

`make faults` writes this page. It runs the commands that write files on copies of the project, kills them, takes
away their disk or their leave to write, and looks at every output: it has *survived* if each file is, byte for byte,
the old one or the new one, and none is missing. The site counts as one output. The last column says whether
the next run succeeded, gave the right outputs and left nothing else behind. A *bad file* (or folder, or cell) of
`tests/test_hostile_files.py` has survived if it is refused with a fault at file, line and column, and what was built
stays.

**{survived} of {tried} trials survived.**

| command | fault | survived | exit code tells | error says what to do | next run |
| --- | --- | --- | --- | --- | --- |
{chr(10).join(rows)}

{chr(10).join(f"- {note}" for note in notes)}

Half of the kills fall anywhere in a run; the others are aimed at its writing. A kill is a SIGKILL to the whole process
group. A cut of the power, after which the disk itself may have lost what was written, was not tried.
What a run left aside is taken for that of one still at work until it is an hour old; here it was made older.

Run with `python benchmarks/kill.py {" ".join(arguments)}` on {platform.system()} {platform.machine()},
Python {platform.python_version()}, by {"root" if os.getuid() == 0 else "a user who is not root"}.
"""
    (PROJECT / "docs" / "faults.md").write_text(text, encoding="utf-8", newline="\n")
    (PROJECT / "benchmarks" / "faults.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def main(arguments):
    """Try every fault on every command chosen; exit 1 if one did not survive."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    names = [command.goal for command in COMMANDS]
    parser.add_argument("--kills", type=int, default=100, help="kills of each command [100]")
    parser.add_argument("--commands", nargs="+", choices=names, default=names, help="commands to try [all]")
    parser.add_argument("--seed", type=int, default=0, help="where the random moments start [0]")
    chosen = parser.parse_args(arguments)
    chance, results = random.Random(chosen.seed), []
    with tempfile.TemporaryDirectory(prefix="faults-") as base:
        base = Path(base).resolve()
        base.chmod(0o755)
        for command in COMMANDS:
            if command.goal in chosen.commands:
                folder = base / command.goal
                results.append(try_kills(copy_project(folder / "kill"), command, chosen.kills, chance))
                results.append(try_full_disk(folder / "full", command))
                results.append(try_read_only(folder / "locked", command))
                interrupts = max(chosen.kills // 10, 1)
                results.append(try_interrupts(copy_project(folder / "interrupted"), command, interrupts, chance))
                if command.goal != "run":
                    times = 10 if command.goal == "build" else 2
                    results.append(try_two_at_once(copy_project(folder / "twice"), command, times))
                write_report(results, arguments)
        results.append(try_bad_files())
        write_report(results, arguments)
    bad = [result for result in results if result["survived"] < result["tried"] or not result.get("next_run", True)]
    raise SystemExit(f"did not survive: {bad}" if bad else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
