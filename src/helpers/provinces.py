"""Where: count incidents by province, and class the counts for a map."""

import numpy as np
import pandas as pd

from .wording import format_day


def count_by_province(incidents, provinces):
    """Count incidents by province.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``incident_id``, ``date_start``, ``province``, ``place`` and ``claim_status``.
    provinces : geopandas.GeoDataFrame
        One row a province, with ``province``.

    Returns
    -------
    geopandas.GeoDataFrame
        The provinces with ``incidents``, the count (0 where none is reported), and
        ``listing``, a line of text for each incident, separated by line breaks.
        Incidents without a province, or in one that the provinces lack, are not
        counted; `list_unplaced` returns them.

    Examples
    --------
    >>> incidents = pd.DataFrame(
    ...     {
    ...         "incident_id": ["A"],
    ...         "date_start": pd.to_datetime(["2021-07-29"]),
    ...         "province": ["Babil"],
    ...         "place": ["Hilla"],
    ...         "claim_status": ["claimed"],
    ...     }
    ... )
    >>> counts = count_by_province(incidents, pd.DataFrame({"province": ["Anbar", "Babil"]}))
    >>> counts["incidents"].tolist(), counts["listing"].tolist()
    ([0, 1], ['', '29 Jul 2021, Hilla (A)'])
    """
    placed = incidents[incidents["province"].isin(provinces["province"])].sort_values(["date_start", "incident_id"])
    line = (
        placed["date_start"].map(format_day).astype("str")
        + (", " + placed["place"]).fillna("")
        + " ("
        + placed["incident_id"]
        + ")"
    )
    by_province = line.groupby(placed["province"])
    listings = {province: "\n".join(lines) for province, lines in by_province}
    counts = provinces.assign(
        incidents=provinces["province"].map(by_province.size()).fillna(0).astype(int),
        listing=[listings.get(province, "") for province in provinces["province"]],
    )
    assert counts["incidents"].sum() == len(placed)
    return counts


def list_unplaced(incidents, provinces):
    """Return the incidents that lie in none of the provinces.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``province``.
    provinces : pandas.DataFrame
        With ``province``.

    Returns
    -------
    pandas.DataFrame
        The rows of ``incidents`` that `count_by_province` does not count.
    """
    return incidents[~incidents["province"].isin(provinces["province"])]


def classify_counts(counts, classes=5):
    """Put each province's count into a class for colouring.

    Parameters
    ----------
    counts : pandas.DataFrame
        With ``incidents``: a count, missing where there are no data.
    classes : int
        At most so many classes of equal width (the palette has five colours); zero is a
        class of its own.

    Returns
    -------
    pandas.DataFrame
        The same rows with ``count_class`` (0 for no incident, then 1 upwards, -1 for
        no data) and ``class_label``.

    Examples
    --------
    >>> classify_counts(pd.DataFrame({"incidents": [0, 1, 9, 10, None]}))["class_label"].tolist()
    ['none in the reports read', '1–2', '9–10', '9–10', 'no data']
    """
    count = counts["incidents"].astype("Float64")
    highest = int(count.max()) if count.notna().any() else 0
    width = max(1, -(-highest // classes))
    starts = np.arange(1, highest + 1, width)
    labels = {-1: "no data", 0: "none in the reports read"}
    for number, start in enumerate(starts, 1):
        labels[number] = f"{start}" if width == 1 else f"{start}–{start + width - 1}"
    count_class = np.ceil(count / width).fillna(-1).astype(int)
    return counts.assign(count_class=count_class, class_label=count_class.map(labels))


def count_claims_by_province(incidents):
    """Count incidents by province and claim status.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``province`` and ``claim_status``.

    Returns
    -------
    pandas.DataFrame
        One row a province, most incidents first, one column a claim status that
        occurs; incidents without a province stand under "not told".

    Examples
    --------
    >>> incidents = pd.DataFrame({"province": ["Babil", None], "claim_status": ["claimed", "claimed"]})
    >>> count_claims_by_province(incidents)["claimed"].to_dict()
    {'Babil': 1, 'not told': 1}
    """
    table = pd.crosstab(incidents["province"].fillna("not told"), incidents["claim_status"])
    order = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return table.loc[order].rename_axis(index="province", columns=None)
