"""What the dataset holds and what it lacks."""

import pandas as pd

from ..data import vocabularies as values
from ..data.wording import format_count

MOST_ORIGINS = 5  # from here on, counts of outlets are one class


def count_rows(tables):
    """Count the rows of every raw table.

    Parameters
    ----------
    tables : dict of str to pandas.DataFrame
        As `helpers.load_tables` returns them.

    Returns
    -------
    pandas.DataFrame
        One row a table: ``table``, ``rows``, ``one row is``.
    """
    return pd.DataFrame(
        {
            "table": list(values.ROWS),
            "rows": [len(tables[name]) for name in values.ROWS],
            "one row is": [meaning.rstrip(".").split("; ")[0] for meaning in values.ROWS.values()],
        }
    )


def count_by_origins(incidents):
    """Count incidents by the number of outlets whose own text tells of them.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``origins``: outlets whose text is not known to be another's.

    Returns
    -------
    pandas.DataFrame
        One row a class: ``label``, ``incidents``.

    Examples
    --------
    >>> count_by_origins(pd.DataFrame({"origins": [1, 1, 7]}))["incidents"].tolist()
    [2, 0, 0, 0, 1]
    """
    classes = incidents["origins"].clip(upper=MOST_ORIGINS).value_counts()
    counts = classes.reindex(range(1, MOST_ORIGINS + 1), fill_value=0)
    labels = [format_count(number, "outlet") for number in counts.index]
    labels[-1] = labels[-1].replace(str(MOST_ORIGINS), f"{MOST_ORIGINS} or more")
    return pd.DataFrame({"label": labels, "incidents": counts.to_numpy()})


def describe_origins(counts):
    """Say how many incidents are told by the own texts of more than one outlet.

    Parameters
    ----------
    counts : pandas.DataFrame
        As `helpers.count_by_origins` returns it.

    Returns
    -------
    str

    Examples
    --------
    >>> describe_origins(count_by_origins(pd.DataFrame({"origins": [1, 2, 3]})))
    '2 of 3 incidents are told by more than one outlet in its own text, 1 by one alone'
    """
    total, single = int(counts["incidents"].sum()), int(counts["incidents"].iloc[0])
    return (
        f"{total - single} of {total} incidents are told by more than one outlet in its own text, {single} by one alone"
    )


def count_by_precision(incidents):
    """Count incidents by how closely their date and their place are known.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start``, ``date_end``, ``date_precision`` and ``location_precision``.

    Returns
    -------
    pandas.DataFrame
        One row a precision, closest first: ``what`` (date or place), ``label``, ``incidents``.
    """
    one_day = incidents["date_start"] == incidents["date_end"]
    date = incidents["date_precision"].mask(one_day, "one day").replace({"day": "one of two days", "month": "less"})
    kinds = [
        ("date", date, ["one day", "one of two days", "less"]),
        ("place", incidents["location_precision"], list(values.LOCATION_PRECISIONS)),
    ]
    rows = [
        {"what": what, "label": label.replace("_", " "), "incidents": int((precision == label).sum())}
        for what, precision, labels in kinds
        for label in labels
    ]
    return pd.DataFrame(rows)


def describe_precision(counts):
    """Say how many incidents are dated to one day, and how many are placed at a site or town.

    Parameters
    ----------
    counts : pandas.DataFrame
        As `helpers.count_by_precision` returns it.

    Returns
    -------
    str
    """
    by_label = counts.set_index(["what", "label"])["incidents"]
    total = int(by_label["date"].sum())
    close = int(by_label["place"][["site", "town"]].sum())
    day = by_label["date", "one day"]
    return f"{day} of {total} incidents are dated to one day, {close} placed at a site or in or near a town"


def describe_unjoined(observations):
    """Say how many codings could be joined to no incident.

    Parameters
    ----------
    observations : pandas.DataFrame
        With ``incident_id`` and ``incident_date``.

    Returns
    -------
    str

    Examples
    --------
    >>> describe_unjoined(pd.DataFrame({"incident_id": ["A", None], "incident_date": ["2021-01-01", None]}))
    '1 of 2 codings is joined to no incident, 1 of them undated'
    """
    unjoined = observations[observations["incident_id"].isna()]
    undated = int(unjoined["incident_date"].isna().sum())
    verb = "is" if len(unjoined) == 1 else "are"
    return f"{len(unjoined)} of {len(observations)} codings {verb} joined to no incident, {undated} of them undated"


def count_searches(searches):
    """Count the look-ups by what was looked for.

    Parameters
    ----------
    searches : pandas.DataFrame
        As ``searches.csv``.

    Returns
    -------
    pandas.DataFrame
        One row a purpose: ``looked for``, ``look-ups``, ``languages``, ``gave nothing new``.
    """
    rows = [
        {
            "looked for": meaning,
            "look-ups": len(part),
            "languages": part["language"].nunique(),
            "gave nothing new": int((part["result"] == "nothing_new").sum()),
        }
        for purpose, meaning in values.SEARCH_PURPOSES.items()
        if len(part := searches[searches["purpose"] == purpose])
    ]
    return pd.DataFrame(rows, columns=["looked for", "look-ups", "languages", "gave nothing new"])
