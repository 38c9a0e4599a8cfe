"""How Sphinx renders the site from the executed notebooks."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import content_security
import generate

import helpers
from helpers.data.embedding import escape_markdown

project = "Iraq convoy incidents"
author = "The Iraq convoy incidents maintainers"
copyright = "2026, the maintainers; data CC BY 4.0, code MIT"
version = release = helpers.__version__

extensions = ["myst_nb"]
exclude_patterns = ["_build", "generated"]
nb_execution_mode = "off"
myst_enable_extensions = ["colon_fence", "substitution"]
myst_heading_anchors = 2

html_theme = "pydata_sphinx_theme"
html_title = project
html_static_path = ["_static", "generated/static"]
html_context = {"default_mode": "auto"}
html_css_files = ["site.css"]
html_sidebars: dict[str, list[str]] = {"**": []}
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {
    "header_links_before_dropdown": 6,
    "show_prev_next": False,
    "navbar_end": ["theme-switcher"],
    "footer_start": ["copyright"],
    "footer_end": [],
    "secondary_sidebar_items": ["page-toc"],
}

_tables = helpers.load_tables()
_all = helpers.assemble_incidents(_tables, helpers.load_roads())
generate.copy_notebooks()
generate.copy_texts()
generate.write_browser(_all, _tables, os.environ.get("REPOSITORY", ""))  # the public workflow sets it

# The front page's numbers, from the data.
_marked = helpers.mark_left_out(_all, scope="core")
_incidents = helpers.keep_selected(_marked)
_counts = helpers.count_by_province(_incidents, helpers.load_provinces())
_numbers = {
    "finding": helpers.describe_finding(_incidents, _counts),
    "origins": helpers.describe_origins(helpers.count_by_origins(_incidents)),
    "basis": helpers.describe_selection(_marked),
    "claims": helpers.describe_claims(helpers.share_by_claim_status(_incidents)),
    "sources": helpers.describe_single_media_group(_incidents),
    "provinces": helpers.describe_counts(_counts),
    "days": helpers.describe_days(_incidents, helpers.count_by_day(_incidents)),
}
myst_substitutions = {name: escape_markdown(text) for name, text in _numbers.items()}


def setup(app):
    """Give every page its content security policy once all of them are written."""
    app.connect("build-finished", content_security.protect_pages)
