"""Render the executed notebooks to site/, which a run that fails or is killed leaves whole.

Sphinx writes to build/site, which then moves beside the old site, as site.new; two renames put it in its place.
If one fails, the old site is put back. A run that is killed between the two leaves the old one as site.old, and
the next run puts it back first. Of two runs at once the second waits for the first.

python scripts/build_site.py
"""

import shutil
import subprocess
import sys
from pathlib import Path

from filelock import FileLock

PROJECT = Path(__file__).parents[1]
BUILT = PROJECT / "build" / "site"
SITE = PROJECT / "site"
NEW = PROJECT / "site.new"
OLD = PROJECT / "site.old"
LOCK = PROJECT / "build" / "site.lock"
# An interrupt is for this script, which then ends Sphinx: of two that answer it one would print a traceback.
START = "import runpy, signal; signal.signal(signal.SIGINT, signal.SIG_IGN); "
START += "runpy.run_module('sphinx', run_name='__main__', alter_sys=True)"
SPHINX = ["-c", START, "--quiet", "--fail-on-warning", "--fresh-env", "-b", "html"]
SPHINX += ["-d", "build/doctrees", "docs", "build/site"]  # Sphinx's own memory is no part of the site


def restore():
    """Undo what a killed run left behind."""
    if OLD.exists() and not SITE.exists():
        OLD.rename(SITE)
    for folder in (OLD, NEW, BUILT):
        if folder.exists():
            shutil.rmtree(folder)


def swap():
    """Put the new site in the place of the old one, or leave the old one there."""
    shutil.move(BUILT, NEW)  # which copies where build/ is on another disk
    try:
        if SITE.exists():
            SITE.rename(OLD)
        NEW.rename(SITE)
    except BaseException:  # an interrupt as well
        if OLD.exists() and not SITE.exists():
            OLD.rename(SITE)
        raise
    shutil.rmtree(OLD, ignore_errors=True)  # else the next run removes it


def describe_site():
    """Say where the site is after a failure."""
    if SITE.exists():
        return "site/ stays as it was"
    return "the old site is site.old, which the next run puts back" if OLD.exists() else "there is no site/ yet"


def main():
    """Render the site; on failure say so and exit 1."""
    try:
        LOCK.parent.mkdir(exist_ok=True)
        with FileLock(LOCK):
            restore()
            if subprocess.run([sys.executable, *SPHINX], cwd=PROJECT, check=False).returncode:
                remedy = "mend what Sphinx names above, or make room, then run it again"
                raise SystemExit(f"{describe_site()}; {remedy}")
            swap()
    except OSError as error:
        message = f"{error}\n{describe_site()}; make room or mend the folder, then run it again"
        raise SystemExit(message) from error
    except KeyboardInterrupt as error:
        raise SystemExit(f"interrupted; {describe_site()}") from error


if __name__ == "__main__":
    main()
