"""How Sphinx renders the site from the executed notebooks."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import content_security
import found
import front_page
import generate
import known
import page_parts
import pages
from markupsafe import escape

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
html_favicon = "_static/icon.svg"
html_static_path = ["_static", "bundled", "generated/static"]
html_extra_path = ["generated/extra"]
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
_all = helpers.load_incidents(tables=_tables)
generate.copy_notebooks()
generate.copy_texts()
_provinces = helpers.load_provinces()
# Where the site stands and where corrections go: the public workflow sets it, or CITATION.cff has it.
_site = (os.environ.get("SITE_ADDRESS") or page_parts.CITATION.get("url", "")).rstrip("/")
_address = page_parts.Address(
    site=_site and f"{_site}/",
    repository=os.environ.get("REPOSITORY") or page_parts.CITATION.get("repository-code", ""),
    contact=os.environ.get("CONTACT", ""),
)
html_baseurl = _address.site
_files = generate.write_download_list(_all, _tables, _provinces)
_pages = pages.collect(_all, _tables, _provinces, _address)
found.write_feed(generate.EXTRA / "feed.atom", _address)
generate.write_explorer(_all, _tables, _provinces)
_sentences = front_page.write_sentences(_all, _tables) | known.write_sentences(_all, _tables)
_sentences |= {"count": str(len(_all)), "version": version}
myst_substitutions = {name: escape_markdown(text) for name, text in _sentences.items()}


def add_pages(app):
    """Hand over the pages that the data make; Sphinx gives them its frame."""
    for name, (title, description, body) in _pages.items():
        yield name, {"title": escape(title), "description": description, "body": body}, "page.html"


def describe(app, page, template, context, tree):
    """Say in the head of each page what it is about; the front page's title says what the site's does not."""
    if page == "index":
        context["title"] = "Reported attacks on coalition supply convoys in Iraq, 2020–2022"
    if context.get("body"):
        context["metatags"] = context.get("metatags", "") + found.describe_page(context, page, _address, _files)


def finish(app, exception):
    """Write the site map, and give every page its content security policy."""
    if exception is None and app.builder.format == "html":
        found.write_sitemap(Path(app.outdir) / "sitemap.xml", [*app.env.found_docs, *_pages], _address)
    content_security.protect_pages(app, exception)


def setup(app):
    """Add what Sphinx does not do by itself."""
    app.connect("html-collect-pages", add_pages)
    app.connect("html-page-context", describe)
    app.connect("build-finished", finish)
