"""The command line: python -m helpers validate, add, build, place, describe, run."""

import contextlib
import errno
import io
import os
import sys
from pathlib import Path

import click

from . import __version__


class Folder(click.Path):
    """A folder; an empty name, such as that of a variable never set, is not taken for the current one."""

    def __init__(self):
        super().__init__(path_type=Path)

    def convert(self, value, param, ctx):
        """Return the path that the text names."""
        if not str(value):
            self.fail("an empty name; name a folder", param, ctx)
        return super().convert(value, param, ctx)


class Commands(click.Group):
    """Commands that end in one line where click expects no fault: a full disk, a folder that may not be read."""

    def invoke(self, ctx):
        """Run the command; a standard output that takes nothing ends it in one line."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno in (None, errno.EPIPE):  # click knows what a closed pipe is
                raise
            if error.filename is not None:  # a folder that may not be read
                raise click.ClickException(str(error)) from error
            with contextlib.suppress(OSError, io.UnsupportedOperation), open(os.devnull, "wb") as nowhere:
                os.dup2(nowhere.fileno(), sys.stdout.fileno())  # else Python tries again at its end
            raise click.ClickException(f"standard output cannot be written: {error.strerror}") from error


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="helpers")
def main():
    """Reported attacks on coalition supply convoys in Iraq: check, build and run."""
    for stream in (sys.stdout, sys.stderr):  # a console that lacks Arabic letters still shows every fault
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        Path.cwd()
    except FileNotFoundError as error:
        raise click.ClickException("the folder you are in is gone; change to another one") from error


def find_raw(folder=None):
    """Return the folder of the raw tables: the one that is named, or the project's; say where it was looked for."""
    from .data.loading import RAW

    folder = folder or RAW
    if folder.is_dir():
        return folder
    searched = "" if folder != RAW else f"; no folder from {Path.cwd()} upwards has data/raw/incidents.csv"
    remedy = "change to the folder of the project, or name the folder of the tables"
    raise click.ClickException(f"there is no folder {folder}{searched}\n{remedy} (see --help)")


@main.command()
@click.argument("folder", required=False, type=Folder())
@click.option("--sealed", is_flag=True, help="Also compare every file with the sizes and digests published with it.")
def validate(folder, sealed):
    """Check every raw table of FOLDER (data/raw): list all faults (of a kind the first thousand), exit 1 if any.

    What is likely wrong but may be right is listed as a warning and leaves the tables valid.
    """
    from .data.consistency import find_doubts
    from .data.loading import PROCESSED, check_folder
    from .data.sealing import check_seal, find_losses

    raw = find_raw(folder)
    tables, faults = check_folder(raw)
    files = 0
    for sealed_folder in ([raw] if folder else [raw, PROCESSED]) if sealed else []:
        number, changed = check_seal(sealed_folder)
        files, faults = files + number, faults + changed
    doubts = find_losses(raw, tables) + find_doubts(tables)
    warned = count(doubts, "warning")
    for doubt in doubts:
        click.echo(f"warning: {doubt}")
    for fault in faults:
        click.echo(fault)
    if faults:
        click.echo(
            f"{count(faults, 'fault')}{f' and {warned}' if doubts else ''} found in {raw}; nothing was changed.",
            err=True,
        )
        raise SystemExit(1)
    counts = ", ".join(f"{name.replace('_', ' ')} {len(table)}" for name, table in tables.items())
    extra = f"; {files} files as they were published" if sealed else ""
    click.echo(f"valid{f', with {warned}' if doubts else ''}: {counts}{extra}")


def count(things, name):
    """Write how many there are: 1 fault, 2 faults."""
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"


@main.command()
@click.argument("url")
@click.option("--raw", type=Folder(), help="Folder of the raw tables [data/raw].")
def add(url, raw):
    """Add the report at URL and what it says of attacks, by questions; the page is not fetched."""
    from .data.faults import DataError
    from .publish.adding import add_report

    with contextlib.suppress(ImportError):  # the consoles of Windows edit a line without it
        import readline  # noqa: F401  (arrow keys move within an answer and bring earlier ones back)
    try:
        written = add_report(url, find_raw(raw))
    except (click.Abort, KeyboardInterrupt) as error:
        click.echo(err=True)  # the cursor is behind a question
        raise click.ClickException("stopped; nothing was written") from error
    except DataError as error:
        raise click.ClickException(
            f"the tables have faults, or would have them; nothing was written\n{error}"
        ) from error
    except (ValueError, OSError) as error:
        raise click.ClickException(f"{error}\nnothing was written") from error
    click.echo(f"written: {', '.join(written)}; next: make, and a line in CHANGELOG.md")


@main.command()
@click.option("--raw", type=Folder(), help="Folder of the raw tables [data/raw].")
@click.option("--processed", type=Folder(), help="Folder to write to [data/processed].")
def build(raw, processed):
    """Build data/processed from the raw tables; needs them valid."""
    from .data.faults import DataError
    from .data.loading import PROCESSED
    from .publish.building import build_processed

    try:
        written = build_processed(find_raw(raw), processed or PROCESSED)
    except DataError as error:
        raise click.ClickException(f"the raw tables have faults; nothing was written\n{error}") from error
    except OSError as error:
        message = f"{error}\nevery file in place is whole; make room or mend the folder, then build again"
        raise click.ClickException(message) from error
    click.echo(f"built: {', '.join(path.name for path in written)}")


@main.command()
@click.argument("name")
def place(name):
    """Say which province, district or place NAME stands for, in English or Arabic."""
    from .data.faults import DataError
    from .data.gazetteer import find_place, list_names
    from .data.loading import load_tables

    name = os.fsencode(name).decode("utf-8", "backslashreplace")  # as it was typed, whatever the terminal's alphabet
    try:
        tables = load_tables(find_raw())
        found = find_place(name, list_names(tables["provinces"], tables["districts"], tables["places"]))
    except (DataError, LookupError) as error:
        raise click.ClickException(error.args[0] if isinstance(error, LookupError) else str(error)) from error
    for row in found.fillna("").itertuples():
        key = f"{row.key} " if row.key != row.name else ""
        within = f", {row.province}" if row.province not in ("", row.name) else ""
        click.echo(f"{row.kind} {key}{row.name} (located to the {row.precision.replace('_', ' ')}{within})")


@main.command()
def describe():
    """Write CODEBOOK.md and datapackage.json in data/raw from the definitions of the tables."""
    from .publish.codebook import write_codebook
    from .publish.datapackage import write_datapackage
    from .publish.writing import write_whole

    raw = find_raw()
    try:
        write_whole(raw / "CODEBOOK.md", write_codebook())
        write_whole(raw / "datapackage.json", write_datapackage(raw))
    except OSError as error:
        message = f"{error}\nevery file in place is whole; make room or mend the folder, then describe again"
        raise click.ClickException(message) from error
    click.echo("written: CODEBOOK.md, datapackage.json")


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def run(paths):
    """Execute notebooks in place (PATHS, or all of notebooks/)."""
    import logging

    from .publish.notebooks import NOTEBOOKS, list_notebooks, run_notebook

    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # it would tell of the tasks that an interrupt leaves
    paths = paths or list_notebooks()
    if not paths:
        message = f"there is no notebook in {NOTEBOOKS}\nchange to the folder of the project, or name notebooks"
        raise click.ClickException(message)
    with click.progressbar(
        paths, label="notebooks", item_show_func=lambda path: path.name if path else "", show_pos=True
    ) as progress:
        for path in progress:
            try:
                run_notebook(path)
            except KeyboardInterrupt as error:
                raise click.ClickException(f"interrupted; {path.name} stays as it was") from error
            except OSError as error:
                message = f"{error}\n{path.name} stays as it was; make room or mend the folder, then run again"
                raise click.ClickException(message) from error
            except Exception as error:  # of a cell, of the kernel, or of a file that is no notebook, in many ways
                message = f"{path.name} failed and stays as it was\n{type(error).__name__}: {error}"
                raise click.ClickException(message) from error


if __name__ == "__main__":
    main(prog_name="python -m helpers")
