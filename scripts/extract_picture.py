"""Save the first picture of a notebook as a file, for the README and the front page.

python scripts/extract_picture.py notebooks/02_provinces.ipynb docs/_static/provinces.png
"""

import base64
import sys
from pathlib import Path

import nbformat


def main(notebook, picture):
    """Write the first PNG among the outputs of a notebook to a file."""
    cells = nbformat.read(notebook, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    first = next(output.data["image/png"] for output in outputs if "image/png" in output.get("data", {}))
    Path(picture).write_bytes(base64.b64decode(first))


if __name__ == "__main__":
    main(*sys.argv[1:])
