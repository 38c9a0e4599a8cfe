"""What the pages of incidents, groups and provinces share: templates, citations, corrections, changes."""

import re
from dataclasses import dataclass
from pathlib import Path

import jinja2
import pandas as pd
import yaml

import helpers

DOCS = Path(__file__).parent
PROJECT = DOCS.parent
CITATION = yaml.safe_load((PROJECT / "CITATION.cff").read_text("utf-8"))
RELEASED = str(CITATION["date-released"])
AUTHOR = CITATION["authors"][0]["name"]
ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(DOCS / "_templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
ENVIRONMENT.globals["name"] = lambda value: {"ied": "IED", "rpg": "RPG"}.get(value, str(value).replace("_", " "))


@dataclass(frozen=True)
class Address:
    """Where the site stands, and where corrections go; each is empty where nobody has set it.

    Parameters
    ----------
    site : str
        Address of the site, with a slash at its end.
    repository : str
        Address of the repository whose forms take corrections.
    contact : str
        Mail address of the maintainers.
    """

    site: str = ""
    repository: str = ""
    contact: str = ""

    def explain(self, identifier, source):
        """Return what somebody needs to correct something: a text to copy, and where it goes.

        Parameters
        ----------
        identifier : str
            What is to be corrected.
        source : str
            File and line in which it stands.

        Returns
        -------
        dict of str to str
        """
        text = f"Incident: {identifier}\nField: \nWhat is wrong, and what it should be: \nPage that says so: \n"
        text += f"Version: {helpers.__version__}\n"
        form = f"{self.repository}/issues/new?template=correct-an-incident.yml&incident={identifier}"
        return {
            "text": text,
            "form": form if self.repository else "",
            "contact": self.contact,
            "source": source,
        }


def render(template, context):
    """Return a template of ``_templates`` with its gaps filled, everything escaped."""
    return ENVIRONMENT.get_template(template).render(context)


def cite(title, key, page, address):
    """Return a citation of one page as text, BibTeX and RIS.

    Parameters
    ----------
    title : str
    key : str
        Key of the BibTeX entry.
    page : str
        Path of the page within the site.
    address : Address

    Returns
    -------
    dict of str to str
        ``url`` (empty if the site has no address), ``text``, ``bibtex`` and ``ris``.
    """
    year, version = RELEASED[:4], helpers.__version__
    url = f"{address.site}{page}" if address.site else ""
    dataset = CITATION["title"]
    text = f"{AUTHOR} ({year}). {title}. In: {dataset}, version {version}."
    if "doi" in CITATION:
        text += f" https://doi.org/{CITATION['doi']}"
    note = f"In: {dataset}. CC BY 4.0"
    bibtex = [f"title = {{{_escape_tex(title)}}}", f"author = {{{{{AUTHOR}}}}}", f"year = {{{year}}}"]
    bibtex += [f"note = {{{_escape_tex(note)}}}", f"version = {{{version}}}"]
    ris = ["TY  - DATA", f"TI  - {title}", f"AU  - {AUTHOR}", f"PY  - {year}", f"T2  - {dataset}", f"ET  - {version}"]
    if url:
        text += f" {url}"
        bibtex.append(f"url = {{{url}}}")
        ris.append(f"UR  - {url}")
    joined = ",\n".join(f"  {line}" for line in bibtex)
    return {
        "url": url,
        "text": text,
        "bibtex": f"@misc{{{key},\n{joined}\n}}",
        "ris": "\n".join([*ris, "ER  -"]),
    }


def _escape_tex(text):
    special = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return re.sub(r"[\\~^&%$#_{}]", lambda found: special.get(found[0], "\\" + found[0]), text).replace("–", "--")


def write_range(row, what):
    """Write the lowest and the highest figure of a row in words; None where nobody gives any."""
    low, high = (row.get(f"{what}_{end}") for end in ("min", "max"))
    low, high = (None if pd.isna(value) else int(value) for value in (low, high))
    if low is None and high is None:
        return None
    if high is None:
        return f"{low} or more"
    if low is None:
        return f"up to {high}"
    return str(low) if low == high else f"{low} to {high}"


def list_changes():
    """Return version, day and text of every entry of the changelog, the latest first."""
    changes = []
    for section in (PROJECT / "CHANGELOG.md").read_text("utf-8").split("\n## ")[1:]:
        heading, _, body = section.partition("\n")
        version, day = heading.rstrip(")").split(" (")  # the day, or "unreleased"
        for entry in re.split(r"\n(?=- )", "\n" + body):
            if entry.strip().startswith("- "):
                changes.append((version, day, re.sub(r"\s+", " ", entry.strip()[2:])))
    return changes


def write_slug(text):
    """Write a name as part of an address.

    Examples
    --------
    >>> write_slug("Salah al-Din")
    'salah-al-din'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
