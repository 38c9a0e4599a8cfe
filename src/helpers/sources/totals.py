"""Set totals that others published beside the incidents of the same days."""

import numpy as np
import pandas as pd

SHORTEST = 7  # days; totals of shorter periods turn on the hour at which a day begins
ALIKE = ["same", "narrower"]  # rules that count these attacks, or some of them
BOMBS = ["ied", "explosively_formed_penetrator"]
# Totals whose rule counts bombs only, as read in counting_rule. A column of published_totals.csv would be better.
OF_BOMBS = [4, 7, 8, 9, 12, 15, 20, 21, 22, 24, 28, 29, 31, 33, 34, 36, 38, 39, 46, 48, 52, 55, 60, 76]


def compare_with_totals(incidents, totals):
    """Set totals that count the same attacks, or some of them, beside the incidents of the same days.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start``, ``date_end`` and ``weapon``.
    totals : pandas.DataFrame
        As ``published_totals.csv``; compared are those with a rule of `ALIKE` and at least a week given to the day.

    Returns
    -------
    pandas.DataFrame
        One row per total: ``total_id``, ``publisher``, ``period_start``, ``period_end``, ``counts`` (``bombs`` or
        ``attacks``), ``published``; of the same kind, ``here_low``, the incidents that can only have happened in the
        period, and ``here_high``, all that may have; ``published_is``: higher, lower, or within these two; and
        ``counting_rule`` in the publisher's terms.

    Examples
    --------
    >>> days = pd.to_datetime(["2022-01-05", "2022-01-06"])
    >>> incidents = pd.DataFrame({"date_start": days, "date_end": days, "weapon": ["ied", "rpg"]})
    >>> total = {"total_id": "PT004", "publisher": "P", "period_start": "2022-01-01", "period_end": "2022-01-31"}
    >>> totals = pd.DataFrame([{**total, "counting_rule": "bombs", "rule_compared": "narrower", "count": 3}])
    >>> compare_with_totals(incidents, totals)[["here_low", "published_is"]].values.tolist()
    [[1, 'higher']]
    """
    ends = [pd.to_datetime(totals[end], format="%Y-%m-%d", errors="coerce") for end in ("period_start", "period_end")]
    long = (ends[1] - ends[0]).dt.days + 1 >= SHORTEST
    totals = totals.assign(first=ends[0], last=ends[1])[long & totals["rule_compared"].isin(ALIKE)]
    bombs = totals["total_id"].isin([f"PT{number:03}" for number in OF_BOMBS])
    low, high = [], []
    for row, of_bombs in zip(totals.itertuples(), bombs, strict=True):
        kind = incidents[incidents["weapon"].isin(BOMBS)] if of_bombs else incidents
        low.append(int(((kind["date_start"] >= row.first) & (kind["date_end"] <= row.last)).sum()))
        high.append(int(((kind["date_end"] >= row.first) & (kind["date_start"] <= row.last)).sum()))
    table = totals.assign(counts=np.where(bombs, "bombs", "attacks"), here_low=low, here_high=high)
    outside = [table["count"] > table["here_high"], table["count"] < table["here_low"]]
    table["published_is"] = np.select(outside, ["higher", "lower"], "within")
    columns = ["total_id", "publisher", "period_start", "period_end", "counts", "published", "here_low", "here_high"]
    table = table.drop(columns="published", errors="ignore").rename(columns={"count": "published"})
    return table[[*columns, "published_is", "counting_rule"]].reset_index(drop=True)
