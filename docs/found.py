"""Make the site found and shared: descriptions, pictures, data for search engines, a site map and a feed of changes."""

import html
import re
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from markupsafe import escape
from page_parts import AUTHOR, CITATION, RELEASED, list_changes

import helpers
from helpers.data.embedding import embed_json

PICTURE = "_static/timeline.png"
LONGEST = 200  # characters of a description
FORMATS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "gpkg": "application/geopackage+sqlite3",
    "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
    "zip": "application/zip",
}


def describe_page(context, page, address, files):
    """Return what the head of a page says to search engines and to those who share it.

    Parameters
    ----------
    context : dict
        Of the page, as Sphinx has it: ``title``, ``body``, ``pathto`` and perhaps ``description``.
    page : str
        Path of the page within the site, without its ending.
    address : page_parts.Address
    files : sequence of str
        Names of the files to take away; the front page and theirs list them.

    Returns
    -------
    str
        HTML, escaped.
    """
    title = html.unescape(re.sub("<[^>]*>", "", context["title"]))
    description = context.get("description") or _find_first_sentence(context["body"]) or CITATION["abstract"]
    lead = context["pathto"]
    where = address.site or lead("", 1) or ""
    tags = [
        f'<meta name="description" content="{escape(description)}">',
        f'<meta property="og:title" content="{escape(title)}">',
        f'<meta property="og:description" content="{escape(description)}">',
        '<meta property="og:type" content="article">',
        f'<meta property="og:image" content="{escape(address.site + PICTURE if address.site else lead(PICTURE, 1))}">',
        '<meta property="og:image:alt" content="Reported attacks per month, claimed and unclaimed">',
        '<meta name="twitter:card" content="summary_large_image">',
        f'<link rel="alternate" type="application/atom+xml" title="Changes of the data" href="{lead("feed.atom", 1)}">',
    ]
    if address.site:
        tags.append(f'<meta property="og:url" content="{escape(address.site)}{escape(page)}.html">')
    if page in ("index", "downloads"):
        tags.append(f'<script type="application/ld+json">{embed_json(describe_dataset(files, where))}</script>')
    return "\n    ".join(["", *tags, ""])


def _find_first_sentence(body):
    """Return the first paragraph of a page as text, cut at a word."""
    for paragraph in re.findall(r"<p[^>]*>(.*?)</p>", body, re.DOTALL):
        text = " ".join(html.unescape(re.sub("<[^>]*>", "", paragraph)).split())
        if len(text) > 60 and not text.startswith("Download:"):
            return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"
    return ""


def describe_dataset(files, where):
    """Return the dataset as schema.org describes one, for Google Dataset Search and the like.

    Parameters
    ----------
    files : sequence of str
        Names of the files to take away.
    where : str
        Address of the site, or the way to it from the page.

    Returns
    -------
    dict
    """
    described = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": CITATION["title"],
        "description": " ".join(CITATION["abstract"].split()),
        "version": helpers.__version__,
        "datePublished": RELEASED,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": AUTHOR},
        "keywords": CITATION["keywords"],
        "temporalCoverage": "2020-01-01/2022-12-31",
        "spatialCoverage": {"@type": "Place", "name": "Iraq"},
        "variableMeasured": ["date", "place", "target", "weapon", "outcome", "casualties", "claims", "informants"],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "encodingFormat": FORMATS[name.rsplit(".", 1)[1]],
                "contentUrl": f"{where}downloads/{name}",
            }
            for name in files
        ],
    }
    if where.startswith("https://"):
        described["url"] = where
    if "doi" in CITATION:
        described["identifier"] = f"https://doi.org/{CITATION['doi']}"
    return described


def write_feed(path, address):
    """Write an Atom feed with one entry per version of the data.

    Parameters
    ----------
    path : path
    address : page_parts.Address
    """
    versions: dict[tuple[str, str], list[str]] = {}
    for version, day, text in list_changes():
        if day != "unreleased":
            versions.setdefault((version, day), []).append(text)
    feed = ElementTree.Element("feed", xmlns="http://www.w3.org/2005/Atom")
    _add(feed, "title", "Iraq convoy incidents: changes of the data")
    _add(feed, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, 'iraq-convoy-incidents')}")
    _add(feed, "updated", f"{max(day for _, day in versions)}T00:00:00Z")
    ElementTree.SubElement(_add(feed, "author"), "name").text = AUTHOR
    if address.site:
        ElementTree.SubElement(feed, "link", rel="self", href=f"{address.site}feed.atom")
    for (version, day), texts in versions.items():
        entry = _add(feed, "entry")
        _add(entry, "title", f"Version {version}")
        _add(entry, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, f'iraq-convoy-incidents {version}')}")
        _add(entry, "updated", f"{day}T00:00:00Z")
        ElementTree.SubElement(entry, "link", href=f"{address.site}changes.html")
        _add(entry, "content", "\n".join(f"- {text}" for text in texts)).set("type", "text")
    ElementTree.indent(feed)
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    ElementTree.ElementTree(feed).write(path, "utf-8", xml_declaration=True)


def write_sitemap(path, pages, address):
    """Write a site map; without an address of the site there can be none.

    Parameters
    ----------
    path : path
    pages : iterable of str
        Paths of the pages within the site, without their ending.
    address : page_parts.Address
    """
    if not address.site:
        return
    listed = ElementTree.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for page in sorted(pages):
        _add(_add(listed, "url"), "loc", f"{address.site}{page}.html")
    ElementTree.indent(listed)
    ElementTree.ElementTree(listed).write(path, "utf-8", xml_declaration=True)


def _add(parent, tag, text=None):
    child = ElementTree.SubElement(parent, tag)
    child.text = text
    return child
