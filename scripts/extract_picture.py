"""Save the first picture of a notebook as a file, for the README and the front page.

python scripts/extract_picture.py notebooks/02_provinces.ipynb docs/_static/provinces.png
"""

import base64
import sys

import nbformat

from helpers.publish.writing import write_whole


def main(notebook, picture):
    """Write the first PNG among the outputs of a notebook to a file."""
    cells = nbformat.read(notebook, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    first = next(output.data["image/png"] for output in outputs if "image/png" in output.get("data", {}))
    try:
        write_whole(picture, base64.b64decode(first))
    except OSError as error:
        raise SystemExit(
            f"{error}\n{picture} stays as it was; make room or mend the folder, then run it again"
        ) from error


if __name__ == "__main__":
    main(*sys.argv[1:])
