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


def write_together(contents):
    """Replace several files, all of them or none, whatever stops the run (but for one that kills it in between).

    Parameters
    ----------
    contents : dict of pathlib.Path to bytes
    """
    new, old = (
        {path: path.with_name(f".{path.name}.{os.getpid()}{end}.running") for path in contents} for end in ("", ".old")
    )
    try:
        for path, content in contents.items():
            remove_left_overs(path.parent.glob(f".{path.name}.*.running"))
            shutil.copyfile(path, old[path])
            new[path].write_bytes(content)
        try:
            for path in contents:
                os.replace(new[path], path)
        except BaseException:
            for path in contents:
                os.replace(old[path], path)  # needs no room, so that a full disk does not stop it
            raise
    finally:
        for aside in (*new.values(), *old.values()):
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
