"""Compare files with what their datapackage.json says of them: how many rows, which bytes."""

import hashlib
import json
from pathlib import Path

from .faults import Fault

DESCRIPTION = "datapackage.json"
MOST_LOST = 0.1  # of the rows of a table; to lose more is no usual edit
LARGEST_DESCRIPTION = 10_000_000  # bytes


def find_losses(folder, tables):
    """Find tables that have lost more than a tenth of their rows since they were last described.

    Parameters
    ----------
    folder : path
        Folder of the raw tables; without a readable ``datapackage.json`` nothing is compared.
    tables : dict of str to pandas.DataFrame

    Returns
    -------
    list of Fault
        To be shown as warnings.
    """
    resources, _ = _read_description(Path(folder))
    faults = []
    for name, table in tables.items():
        described = resources.get(f"{name}.csv", {}).get("rows")
        if isinstance(described, int) and len(table) < described * (1 - MOST_LOST):
            message = f"has {len(table)} rows; {described} when it was last described"
            remedy = "restore it, or describe it again: python -m helpers describe"
            faults.append(Fault(f"{name}.csv", 1, "file", f"{message}; {remedy}"))
    return faults


def check_seal(folder):
    """Check that every file of a folder is, byte for byte, the one that ``datapackage.json`` describes.

    Parameters
    ----------
    folder : path

    Returns
    -------
    files : int
        How many files were compared.
    faults : list of Fault
    """
    folder = Path(folder)
    resources, faults = _read_description(folder)
    for path, resource in resources.items():
        digest = _digest(folder / path)
        if digest is None:
            faults.append(Fault(path, 1, "file", f"is missing; {DESCRIPTION} describes it; download it again"))
        elif digest != resource.get("hash"):
            message = f"{digest[:23]}… is not what {DESCRIPTION} describes ({str(resource.get('hash'))[:23]}…)"
            faults.append(Fault(path, 1, "file", f"{message}; it was changed since: download it again"))
    return len(resources), faults


def _read_description(folder):
    """Return what is said of each file, by its name, and the faults of the description itself."""
    path = folder / DESCRIPTION
    remedy = "download it again, or write it: python -m helpers describe"
    try:
        if not path.is_file():
            raise ValueError("is missing")
        if path.stat().st_size > LARGEST_DESCRIPTION:
            raise ValueError(f"is larger than {LARGEST_DESCRIPTION // 10**6} MB")
        resources = {entry["path"]: entry for entry in json.loads(path.read_bytes())["resources"]}
        if any(Path(name).name != name for name in resources):
            raise ValueError("names a file of another folder")
    except (OSError, ValueError, TypeError, KeyError, RecursionError, AttributeError) as error:
        reason = str(error) if isinstance(error, ValueError) else "describes no files"
        return {}, [Fault(DESCRIPTION, 1, "file", f"{reason[:100]}; {remedy}")]
    return resources, []


def _digest(path):
    """Return the SHA-256 of a regular file as data packages write it; None if there is none."""
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        return f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()}"
