"""Where: count incidents by province, district and place, and say what the counts show."""

import pandas as pd

from ..data.calendar import label_half_years
from ..data.wording import format_count, list_counts


def count_by_province(incidents, provinces):
    """Count incidents by province.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``province``.
    provinces : geopandas.GeoDataFrame
        One row a province, with ``province``.

    Returns
    -------
    geopandas.GeoDataFrame
        The provinces with ``incidents``, the count (0 where none is reported).
        Incidents without a province, or in one that the provinces lack, are not
        counted; `list_unplaced` returns them.

    Examples
    --------
    >>> incidents = pd.DataFrame({"province": ["Babil", None]})
    >>> count_by_province(incidents, pd.DataFrame({"province": ["Anbar", "Babil"]}))["incidents"].tolist()
    [0, 1]
    """
    return _count_by_area(incidents, provinces, "province")


def count_by_district(incidents, districts):
    """Count incidents by district.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``district``: missing where an incident is located less closely.
    districts : geopandas.GeoDataFrame
        One row a district, with ``district``.

    Returns
    -------
    geopandas.GeoDataFrame
        The districts with ``incidents``, the count (0 where none is reported).
        `list_unplaced` returns the incidents that are not counted.

    Examples
    --------
    >>> incidents = pd.DataFrame({"district": ["Al-Hilla", None]})
    >>> count_by_district(incidents, pd.DataFrame({"district": ["Al-Hilla", "Balad"]}))["incidents"].tolist()
    [1, 0]
    """
    return _count_by_area(incidents, districts, "district")


def _count_by_area(incidents, areas, column):
    counts = areas[column].map(incidents[column].value_counts()).fillna(0).astype(int)
    assert counts.sum() == len(incidents) - len(list_unplaced(incidents, areas, column))
    return areas.assign(incidents=counts)


def list_unplaced(incidents, areas, column="province"):
    """Return the incidents that lie in none of the areas of a map.

    Parameters
    ----------
    incidents, areas : pandas.DataFrame
        With the column.
    column : str
        ``province`` or ``district``.

    Returns
    -------
    pandas.DataFrame
        The rows of ``incidents`` that `count_by_province` or `count_by_district` does
        not count.
    """
    return incidents[~incidents[column].isin(areas[column])]


def count_by_half_year(incidents, provinces):
    """Count incidents by half-year and province.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start``, ``date_end`` and ``province``.
    provinces : geopandas.GeoDataFrame
        One row a province, with ``province``.

    Returns
    -------
    geopandas.GeoDataFrame
        One row a half-year and province, from the first half-year with an incident to
        the last: the provinces with ``half_year`` (for example ``2021, Jan–Jun``) and
        ``incidents``. Incidents without a province, or whose interval covers two
        half-years, are not counted.

    Examples
    --------
    >>> days = pd.to_datetime(["2021-01-01", "2021-07-29", "2022-02-01"])
    >>> incidents = pd.DataFrame({"date_start": days, "date_end": days, "province": "Babil"})
    >>> counts = count_by_half_year(incidents, pd.DataFrame({"province": ["Babil"]}))
    >>> dict(zip(counts["half_year"], counts["incidents"]))
    {'2021, Jan–Jun': 1, '2021, Jul–Dec': 1, '2022, Jan–Jun': 1}
    """
    first, last = (label_half_years(incidents[column]) for column in ("date_start", "date_end"))
    days = pd.date_range(incidents["date_start"].min(), incidents["date_end"].max()) if len(incidents) else []
    panels = [provinces.head(0).assign(incidents=0, half_year="")]
    for half_year in label_half_years(pd.Series(days, dtype="datetime64[ns]")).unique():
        within = incidents[(first == half_year) & (last == half_year)]
        panels.append(count_by_province(within, provinces).assign(half_year=half_year))
    return pd.concat(panels, ignore_index=True)


def count_by_place(incidents):
    """Count incidents by place, where they are located to a site, a town or a road segment.

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
        With ``place``, ``location_precision`` and geometry.

    Returns
    -------
    geopandas.GeoDataFrame
        One row a place: ``place``, ``location_precision``, ``incidents``, and geometry: a
        point, or the line between the ends of a road segment.
    """
    located = incidents[incidents.geometry.notna()]
    by_place = located.groupby(["place", "location_precision"])
    counts = located.loc[by_place.head(1).index, ["place", "location_precision", "geometry"]]
    counts["incidents"] = counts["place"].map(located["place"].value_counts())
    return counts.sort_values(["incidents", "place"], ascending=[False, True], ignore_index=True)


def describe_counts(counts, column="province"):
    """Say how many areas have an incident and which have most.

    Parameters
    ----------
    counts : pandas.DataFrame
        As `count_by_province` or `count_by_district` returns it.
    column : str
        ``province`` or ``district``.

    Returns
    -------
    str

    Examples
    --------
    >>> describe_counts(pd.DataFrame({"province": ["Anbar", "Babil", "Wasit"], "incidents": [1, 2, 0]}))
    'Attacks are reported from 2 of 3 provinces: Babil 2, Anbar 1'
    """
    affected = int((counts["incidents"] > 0).sum())
    if affected == 0:
        return f"No attack is reported from any of the {len(counts)} {column}s"
    most = list_counts(counts, column).split(", ")
    listed = ", ".join(most[:5]) + (f" and {format_count(affected - 5, 'other')}" if affected > 5 else "")
    return f"Attacks are reported from {affected} of {len(counts)} {column}s: {listed}"


def describe_intervals(counts):
    """Say which province has most incidents, and which others it cannot be told from.

    Parameters
    ----------
    counts : pandas.DataFrame
        `count_by_province` after `helpers.add_count_intervals`.

    Returns
    -------
    str

    Examples
    --------
    >>> counts = {"province": ["Anbar", "Babil", "Wasit"], "incidents": [2, 20, 9], "low": [0, 12, 4]}
    >>> describe_intervals(pd.DataFrame({**counts, "high": [7, 31, 17]}))
    'Most incidents are reported from Babil: 20 (95% interval 12–31); the intervals of Wasit overlap with this one'
    """
    if not (counts["incidents"] > 0).any():
        return "No attack is reported from any of these provinces"
    ranked = counts.sort_values("incidents", ascending=False, kind="stable")
    first = ranked.iloc[0]
    near = ranked.loc[ranked["high"] >= first["low"], "province"].iloc[1:]
    others = f"the intervals of {', '.join(near)} overlap" if len(near) else "no other interval overlaps"
    return (
        f"Most incidents are reported from {first['province']}: {first['incidents']} "
        f"(95% interval {first['low']:.0f}–{first['high']:.0f}); {others} with this one"
    )


def describe_half_years(counts):
    """Say how the number of placed incidents moved, and which provinces came first.

    Parameters
    ----------
    counts : pandas.DataFrame
        As `count_by_half_year` returns it.

    Returns
    -------
    str
    """
    totals = counts.groupby("half_year", sort=False)["incidents"].sum()
    if totals.sum() == 0:
        return "No incident is placed in a province and a half-year"
    leaders = counts.loc[counts.groupby("half_year", sort=False)["incidents"].idxmax(), "province"]
    most = leaders.value_counts()
    return (
        f"By half-year {', '.join(map(str, totals))} placed incidents; most in {totals.idxmax()}; "
        f"{most.index[0]} comes first in {most.iloc[0]} of {len(totals)} half-years"
    )


def describe_places(places, incidents):
    """Say how many incidents are located to a place or a road, and at which places most are.

    Parameters
    ----------
    places : pandas.DataFrame
        As `count_by_place` returns it.
    incidents : pandas.DataFrame

    Returns
    -------
    str
    """
    if places.empty:
        return "No incident is located to a place or a road"
    roads = int((places["location_precision"] == "road_segment").sum())
    located = f"{places['incidents'].sum()} of {len(incidents)} incidents are located"
    to = f"to {format_count(len(places) - roads, 'place')} and {format_count(roads, 'road segment')}"
    return f"{located} {to}, most at {list_counts(places.head(3), 'place')}"


def describe_unplaced(unplaced, incidents):
    """Say how many incidents are on no map, and how closely the others are located.

    Parameters
    ----------
    unplaced, incidents : pandas.DataFrame
        Those that `helpers.list_unplaced` returns, and all; with ``location_precision``.

    Returns
    -------
    str
    """
    placed = incidents[~incidents.index.isin(unplaced.index)]
    by_precision = placed["location_precision"].value_counts()
    located = ", ".join(f"{count} to the {name.replace('_', ' ')}" for name, count in by_precision.items())
    if incidents.empty:
        return "There is no incident to place"
    if len(unplaced) == 0:
        return f"All {len(incidents)} incidents are placed in a province (located {located})"
    return (
        f"{len(unplaced)} of {len(incidents)} incidents could not be placed in a province; "
        f"the others are located {located or 'nowhere'}"
    )
