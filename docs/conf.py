"""How Sphinx renders the site from the executed notebooks."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import content_security
import front_page
import generate

import helpers
from helpers.data.embedding import escape_markdown

project = "Iraq convoy incidents"
author = "The Iraq convoy incidents maintainers"
copyright = "2026, the maintainers; data CC BY 4.0, code MIT"
version = release = helpers.__version__

extensions = ["myst_nb"]
exclude_patterns = ["_build", "bundled", "generated"]
nb_execution_mode = "off"
nb_code_prompt_show = "Show code"
nb_code_prompt_hide = "Hide code"
myst_enable_extensions = ["colon_fence", "substitution"]
myst_heading_anchors = 2

html_theme = "pydata_sphinx_theme"
html_title = project
html_static_path = ["_static", "bundled", "generated/static"]
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
_all = helpers.load_incidents()
generate.copy_notebooks()
generate.copy_texts()
generate.write_explorer(_all, _tables, helpers.load_provinces())
myst_substitutions = {name: escape_markdown(text) for name, text in front_page.write_sentences(_all, _tables).items()}


def setup(app):
    """Give every page its content security policy once all of them are written."""
    app.connect("build-finished", content_security.protect_pages)
