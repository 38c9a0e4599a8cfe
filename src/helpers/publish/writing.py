"""Write files so that whoever reads them finds the old one or the new one, never half of one."""

import contextlib
import os
import shutil
import time
from pathlib import Path

STALE = 3600  # seconds after which what a run left aside is that of a killed one


def write_whole(path, content):
    """Replace a file whole or not at all, whatever stops the run and whoever writes it at the same time.

    What a killed run leaves behind, ``.NAME.NUMBER.running``, a later one removes.

    Parameters
    ----------
    path : path
    content : str or bytes
        Text is written as UTF-8, with the line ends that it has.
    """
    path = Path(path)
    remove_left_overs(path.parent.glob(f".{path.name}.*.running"))
    aside = path.with_name(f".{path.name}.{os.getpid()}.running")
    try:
        aside.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def remove_left_overs(paths):
    """Remove what killed runs left aside, and leave what may be of a run at work.

    Parameters
    ----------
    paths : iterable of pathlib.Path
        Files or folders.
    """
    for path in paths:
        with contextlib.suppress(FileNotFoundError):  # its run has just ended
            if time.time() - path.stat().st_mtime > STALE:
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink()
