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
            message = f"has {len(table)} rows; {described} when it was last described; restore it, or describe it again"
            faults.append(Fault(f"{name}.csv", 1, "file", f"{message}: python -m helpers describe"))
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
    for name, resource in resources.items():
        path, described = folder / name, str(resource.get("hash"))
        if not path.is_file():
            faults.append(Fault(name, 1, "file", f"is missing; {DESCRIPTION} describes it; download it again"))
            continue
        with path.open("rb") as stream:
            digest = f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()}"
        if digest != described:
            message = f"{digest[:23]}… is not what {DESCRIPTION} describes ({described[:23]}…)"
            faults.append(Fault(name, 1, "file", f"{message}; it was changed since: download it again"))
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
