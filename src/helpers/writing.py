"""Write files so that whoever reads them finds the old one or the new one, never half of one."""

import contextlib
import os
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
    for left_over in path.parent.glob(f".{path.name}.*.running"):
        with contextlib.suppress(FileNotFoundError):  # its run has just ended
            if time.time() - left_over.stat().st_mtime > STALE:
                left_over.unlink()
    aside = path.with_name(f".{path.name}.{os.getpid()}.running")
    try:
        aside.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)
