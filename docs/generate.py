"""Write the pages that come from elsewhere in the project: notebooks, tables, texts and the explorer."""

import re
import shutil
from pathlib import Path

import nbformat
import yaml
from explore import describe_release, render_explorer

from helpers.provinces.interactive_map import LEAFLET
from helpers.publish.downloads import write_downloads

DOCS = Path(__file__).parent
PROJECT = DOCS.parent
GENERATED = DOCS / "generated"
EXTRA = GENERATED / "extra"  # Sphinx copies what stands here to the top of the site
PAGES = {"data/raw/CODEBOOK.md": "codebook.md", "CONTRIBUTING.md": "contribute.md", "CHANGELOG.md": "changes.md"}
DATA = {"CSV": "incidents.csv", "GeoJSON": "incidents.geojson", "GeoParquet": "incidents.parquet"}


def copy_notebooks():
    """Copy the notebooks; hide the code behind a click, give pictures their text, offer downloads."""
    target = DOCS / "notebooks"
    shutil.rmtree(target, ignore_errors=True)
    for path in sorted((PROJECT / "notebooks").rglob("*.ipynb")):
        name = path.relative_to(PROJECT / "notebooks")
        if ".ipynb_checkpoints" in name.parts:
            continue
        notebook = nbformat.read(path, as_version=4)
        if "exercises" not in name.parts:
            notebook.cells = _join_silent(notebook.cells)
        notebook.cells = [part for cell in notebook.cells for part in _lift_heading(cell)]
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                cell.source = re.sub(
                    r"If no map appears below.*?\n\n", "", _lead_to_pages(cell.source), flags=re.DOTALL
                )
            if cell.cell_type == "code" and "exercises" not in name.parts:  # whose code is there to be read
                cell.metadata.setdefault("tags", []).append("hide-input")
            for output in cell.get("outputs", []):
                alt = output.get("metadata", {}).get("image/png", {}).get("alt")
                if alt:
                    cell.metadata["mystnb"] = {"image": {"alt": alt}}
        notebook.cells.insert(1, nbformat.v4.new_markdown_cell(_offer_downloads(name), id="downloads"))
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, target / name)


def _join_silent(cells):
    """Put code that shows nothing into the next cell of code: fewer boxes stand before the first line to read."""
    joined: list = []
    for cell in cells:
        last = joined[-1] if joined else None
        if cell.cell_type == "code" and last and last.cell_type == "code" and not last.outputs:
            cell.source = f"{last.source}\n\n{cell.source}"
            joined[-1] = cell
        else:
            joined.append(cell)
    return joined


def _lift_heading(cell):
    """Turn a heading that code made into a cell before the code, so that the page has it as a heading."""
    outputs = cell.get("outputs", [])
    text = outputs[0].get("data", {}).get("text/markdown", "") if outputs else ""
    if not re.match(r"#{2,3} [^\n]*$", text):
        return [cell]
    cell.outputs = outputs[1:]
    return [nbformat.v4.new_markdown_cell(text, id=f"{cell.id}-heading"), cell]


def _offer_downloads(name):
    root = "../" * (len(name.parts) + 1)
    data = ", ".join(f"{{download}}`{kind} <{root}data/processed/{file}>`" for kind, file in DATA.items())
    return f"Download: {{download}}`this notebook <{root}notebooks/{name.as_posix()}>`; the incidents as {data}."


def copy_texts():
    """Copy the texts that stand at the top of the project, with links that lead to pages of the site."""
    for source, page in PAGES.items():
        text = _lead_to_pages((PROJECT / source).read_text("utf-8"))
        (DOCS / page).write_text(text, "utf-8", newline="\n")


def _lead_to_pages(text):
    """Turn links to files at the top of the project into links to their pages."""
    for source, page in PAGES.items():
        text = re.sub(rf"\]\(((?:\.\./)*){re.escape(source)}", rf"](\1{page}", text)
    return text.replace("](../docs/", "](../")


def write_download_list(incidents, tables, provinces):
    """Write the files to take away and the list of them with size, purpose and checksum; return their names."""
    listed = write_downloads(EXTRA / "downloads", incidents, tables, provinces)
    rows = "\n".join(
        f'<tr><th scope="row"><a href="downloads/{file.name}" download>{file.name}</a></th><td>{file.purpose}</td>'
        f"<td>{_write_size(file.size)}</td><td><code>{file.sha256}</code></td></tr>"
        for file in listed.itertuples(index=False)
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("File", "What it is for", "Size", "SHA-256"))
    table = f'<table class="table downloads"><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>\n'
    (GENERATED / "downloads.html").write_text(table, "utf-8", newline="\n")
    return listed["name"].tolist()


def _write_size(size):
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"


def write_explorer(incidents, tables, provinces):
    """Write the explorer, and beside it Leaflet as the map of the notebooks has it."""
    (GENERATED / "static").mkdir(parents=True, exist_ok=True)
    release = describe_release(yaml.safe_load((PROJECT / "CITATION.cff").read_text("utf-8")))
    html = render_explorer(incidents, tables, provinces, release)
    (GENERATED / "explore.html").write_text(html, "utf-8", newline="\n")
    for name in ("leaflet.js", "leaflet.css"):
        (GENERATED / "static" / name).write_bytes((LEAFLET / name).read_bytes())
