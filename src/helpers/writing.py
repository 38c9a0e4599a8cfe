"""Write files so that whoever reads them finds the old one or the new one, never half of one."""

import os
from pathlib import Path


def write_whole(path, content):
    """Replace a file whole or not at all, whatever stops the run.

    What a killed run leaves behind, ``.NAME.running``, the next one overwrites and removes.

    Parameters
    ----------
    path : path
    content : str or bytes
        Text is written as UTF-8, with the line ends that it has.
    """
    path = Path(path)
    aside = path.with_name(f".{path.name}.running")
    try:
        aside.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)
