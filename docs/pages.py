"""Add the pages of incidents, groups and provinces to the site; Sphinx gives them its frame."""

from drawings import Locator
from incident_pages import write_incident_pages
from page_parts import DOCS, list_changes, render
from subject_pages import write_group_pages, write_province_pages

import helpers

EXTRA = DOCS / "generated" / "extra"


def collect(incidents, tables, provinces, address):
    """Return every page that the data make, and write what stands beside them.

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
        As `helpers.load_incidents` returns them.
    tables : dict of str to pandas.DataFrame
        The raw tables.
    provinces : geopandas.GeoDataFrame
        As `helpers.load_provinces` returns them.
    address : page_parts.Address

    Returns
    -------
    dict of str to tuple of str
        Title, description and HTML by path within the site, without its ending.
    """
    locator, pages = Locator(provinces), {}
    (EXTRA / "incidents").mkdir(parents=True, exist_ok=True)
    for identifier, title, description, body, record in write_incident_pages(
        incidents, tables, locator, list_changes(), address
    ):
        pages[f"incidents/{identifier}"] = title, description, body
        (EXTRA / "incidents" / f"{identifier}.json").write_text(record, "utf-8", newline="\n")
    core, subjects = helpers.select_incidents(incidents).incidents, []
    for kind, folder, write in (
        ("Groups", "groups", write_group_pages),
        ("Provinces", "provinces", write_province_pages),
    ):
        listed = []
        for slug, title, description, body, summary in write(core, tables, locator, address):
            pages[f"{folder}/{slug}"] = title, description, body
            listed.append((slug, summary))
        listed.sort(key=lambda entry: -entry[1]["attacks"])
        subjects.append((kind, folder, listed))
    html = render("subjects.html", {"subjects": subjects})
    (DOCS / "generated" / "subjects.html").write_text(html, "utf-8", newline="\n")
    return pages
