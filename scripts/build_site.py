"""Render the executed notebooks to site/, which a run that fails or is killed leaves whole.

Sphinx writes to build/site; two renames then put the new site in the place of the old one. A run that
is killed between the two leaves the old one as site.old, and the next run puts it back first.

python scripts/build_site.py
"""

import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]
NEW = PROJECT / "build" / "site"
SITE = PROJECT / "site"
OLD = PROJECT / "site.old"
SPHINX = ["-m", "sphinx", "--quiet", "--fail-on-warning", "--fresh-env", "-b", "html"]
SPHINX += ["-d", "build/doctrees", "docs", "build/site"]  # Sphinx's own memory is no part of the site


def restore():
    """Undo what a killed run left behind."""
    if OLD.exists() and not SITE.exists():
        OLD.rename(SITE)
    for folder in (OLD, NEW):
        if folder.exists():
            shutil.rmtree(folder)


def swap():
    """Put the new site in the place of the old one."""
    if SITE.exists():
        SITE.rename(OLD)
    NEW.rename(SITE)
    shutil.rmtree(OLD, ignore_errors=True)  # else the next run removes it


def main():
    """Render the site; on failure say so and exit 1."""
    try:
        restore()
        if subprocess.run([sys.executable, *SPHINX], cwd=PROJECT, check=False).returncode:
            raise SystemExit("site/ stays as it was; mend what Sphinx names above, or make room, then run it again")
        swap()
    except OSError as error:
        raise SystemExit(f"{error}\nsite/ stays as it was; make room or mend the folder, then run it again") from error


if __name__ == "__main__":
    main()
