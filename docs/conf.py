"""How Sphinx renders the site from the executed notebooks."""

import shutil
from pathlib import Path

import nbformat

import helpers

project = "Iraq convoy incidents"
author = "The Iraq convoy incidents maintainers"
copyright = "2026, the maintainers; data CC BY 4.0, code MIT"
version = release = helpers.__version__

extensions = ["myst_nb"]
exclude_patterns = ["_build"]
nb_execution_mode = "off"
myst_enable_extensions = ["colon_fence", "substitution"]

html_theme = "pydata_sphinx_theme"
html_title = project
html_static_path = ["_static"]
html_context = {"default_mode": "auto"}
html_css_files = ["site.css"]
html_sidebars = {"**": []}
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {
    "show_prev_next": False,
    "navbar_end": ["theme-switcher"],
    "footer_start": ["copyright"],
    "footer_end": [],
    "secondary_sidebar_items": ["page-toc"],
}

DOCS = Path(__file__).parent


def copy_notebooks():
    """Copy the notebooks here; hide their code behind a click, and give each picture its text."""
    target = DOCS / "notebooks"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for path in sorted((DOCS.parent / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.metadata.setdefault("tags", []).append("hide-input")
            for output in cell.get("outputs", []):
                alt = output.get("metadata", {}).get("image/png", {}).get("alt")
                if alt:
                    cell.metadata["mystnb"] = {"render_image_options": {"alt": alt}}
        nbformat.write(notebook, target / path.name)


copy_notebooks()
shutil.copy(DOCS.parent / "data" / "raw" / "CODEBOOK.md", DOCS / "codebook.md")

# The front page's numbers, from the data.
_marked = helpers.mark_left_out(helpers.load_incidents(), scope="core")
_incidents = helpers.keep_selected(_marked)
_counts = helpers.count_by_province(_incidents, helpers.load_provinces())
myst_substitutions = {
    "origins": helpers.describe_origins(helpers.count_by_origins(_incidents)),
    "basis": helpers.describe_selection(_marked),
    "claims": helpers.describe_claims(helpers.share_by_claim_status(_incidents)),
    "sources": helpers.describe_single_family(_incidents),
    "provinces": helpers.describe_counts(_counts),
    "days": helpers.describe_days(_incidents, helpers.count_by_day(_incidents)),
}
