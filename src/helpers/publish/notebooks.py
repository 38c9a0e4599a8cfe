"""Execute notebooks in place, so that running them again changes nothing."""

import asyncio
import os
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from ..data.loading import PROJECT
from .writing import write_whole

NOTEBOOKS = PROJECT / "notebooks"
SECONDS_PER_CELL = 300


def list_notebooks(folder=NOTEBOOKS):
    """Return the paths of all notebooks of a folder, by name."""
    return sorted(path for path in Path(folder).rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


def run_notebook(path):
    """Execute a notebook and replace the file by the result.

    Parameters
    ----------
    path : path
        If a cell fails, the file stays as it was.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell fails.
    KeyboardInterrupt
        If the run is interrupted.
    """
    path = Path(path)
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=SECONDS_PER_CELL,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,  # what a cell prints comes in pieces when the machine is busy
        extra_arguments=["--log-level=ERROR"],  # else every kernel warns of the local connection
        resources={"metadata": {"path": str(path.parent)}},
    )
    failure: BaseException | None = None
    try:
        with open(os.devnull, "wb") as nowhere:  # where a kernel that is interrupted writes its traceback
            client.execute(stderr=nowhere)
    except (Exception, asyncio.CancelledError) as error:
        failure = error
    # nbclient takes the signal and ends the kernel; then it falls over that, or goes on if it was done with the cells.
    # While the kernel starts, an interrupt cancels it.
    if hasattr(client, "_async_cleanup_kernel_future") or isinstance(failure, asyncio.CancelledError):
        raise KeyboardInterrupt from failure
    if failure:
        raise failure
    # What the machine adds (version of Python, name of the kernel) says nothing of the notebook.
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    write_whole(path, nbformat.writes(notebook) + "\n")
