"""Compare a student's answer with what is right, and yield hints that do not give it away."""

import re
from numbers import Integral

import numpy as np
import pandas as pd

SHORTEST_TEXT = 40  # characters of a picture's text


def judge(hints, praise):
    """Put hints together to one verdict; without any the answer is right.

    Examples
    --------
    >>> judge([], "all counted")
    'right: all counted'
    >>> print(judge(["total is too low", "core is too high"], "all counted"))
    not yet: total is too low
    and: core is too high
    """
    wrong = "\nand: ".join(hints)
    return f"not yet: {wrong}" if wrong else f"right: {praise}"


def list_open(**answers):
    """Say which answers are still to be given; nothing if all are.

    Examples
    --------
    >>> list_open(total=..., core=3)
    'pending: total'
    """
    names = [name for name, answer in answers.items() if answer is ...]
    return f"pending: {', '.join(names)}" if names else ""


def compare_number(name, given, right, others):
    """Yield a hint if a number is not the right one; ``others`` maps wrong numbers to how they come about.

    Examples
    --------
    >>> list(compare_number("total", 5, 3, {5: "counts reports"})), list(compare_number("total", 1, 3, {}))
    (['total counts reports'], ['total is too low'])
    """
    if not isinstance(given, Integral) or isinstance(given, bool):
        yield f"{name} is a {type(given).__name__}; give a whole number"
    elif given != right:
        yield f"{name} {others.get(given, f'is {_compare(given, right)}')}"


def compare_rows(name, given, right, wrong=(), whole=True):
    """Yield hints on a choice of incidents.

    Parameters
    ----------
    name : str
        The student's name for it.
    given, right : pandas.DataFrame
        With ``incident_id``.
    wrong : dict of str to pandas.DataFrame
        What is wrong with incidents, in words, to the incidents of which it is true.
    whole : bool
        Whether every incident of ``right`` is wanted.

    Yields
    ------
    str
    """
    if not isinstance(given, pd.DataFrame):
        yield f"{name} is a {type(given).__name__}; it should be a table with one row an incident"
        return
    if "incident_id" not in given:
        yield f"{name} has no column incident_id; keep the columns of the incidents"
        return
    chosen = given["incident_id"]
    if chosen.duplicated().any():
        yield f"{name} has an incident more than once, for example {chosen[chosen.duplicated()].iloc[0]}"
    unexplained = chosen[~chosen.isin(right["incident_id"])]
    for what, rows in dict(wrong).items():
        found = chosen[chosen.isin(rows["incident_id"])]
        unexplained = unexplained[~unexplained.isin(rows["incident_id"])]
        if len(found):
            yield f"{name} has incidents {what}, for example {found.iloc[0]}"
    if len(unexplained):
        yield f"{name} has rows that are no incident of the data, for example {unexplained.iloc[0]}"
    if whole and not right["incident_id"].isin(chosen).all():
        yield f"{name} lacks incidents that belong to it"


def compare_counts(given, incidents, names, wider):
    """Yield hints on counts by province.

    Parameters
    ----------
    given : pandas.Series
        Provinces to counts; under any other name the incidents without a province.
    incidents : pandas.DataFrame
        Those to count, with ``province``.
    names : pandas.Series
        Every province.
    wider : pandas.DataFrame
        Incidents of every scope.

    Yields
    ------
    str
    """
    if not isinstance(given, pd.Series) or isinstance(given.index, pd.MultiIndex):
        yield f"counts is a {type(given).__name__}; make it a Series with the names of provinces as its only index"
        return
    if not pd.api.types.is_numeric_dtype(given):
        yield "counts holds no numbers"
        return
    if given.index.has_duplicates:
        yield "a name stands in counts more than once"
        return
    right, of_all = (rows["province"].value_counts().reindex(names, fill_value=0) for rows in (incidents, wider))
    told = given[given.index.isin(names)].reindex(names, fill_value=0)
    if not given.index.isin(names).any():
        yield "the index of counts holds no names of provinces"
    elif (told == of_all).all() and not of_all.equals(right):
        yield "counts holds incidents of another scope too"
    else:
        wrong = told.index[told != right]
        yield from (f"the count of {name} is {_compare(told[name], right[name])}" for name in wrong)
    unknown = given[~given.index.isin(names)]
    without = int(incidents["province"].isna().sum())
    if without and unknown.empty:
        yield "incidents without a province are not in counts; keep them, under a name of their own"
    elif unknown.sum() != without:
        yield f"the count of incidents without a province is {_compare(unknown.sum(), without)}"


def compare_bars(ax, counts, of_all, by_first_day):
    """Yield hints on a chart of months: certain incidents below, those in doubt on top.

    Parameters
    ----------
    ax : matplotlib axes
    counts, of_all : pandas.DataFrame
        As `helpers.count_by_period` returns it, for the incidents to draw and for those of every scope.
    by_first_day : sequence of int
        Incidents by the month of their first day, as if it were known.

    Yields
    ------
    str
    """
    if not hasattr(ax, "containers"):
        yield f"ax is a {type(ax).__name__}; it should be the axes that hold the bars"
        return
    bars = pd.DataFrame(
        [(bar.get_x() + bar.get_width() / 2, bar.get_y(), bar.get_height()) for bar in ax.patches],
        columns=["middle", "bottom", "height"],
    ).sort_values(["bottom", "height"])
    by_month = bars.assign(top=bars["bottom"] + bars["height"]).groupby(bars["middle"].round(3))
    heights, tops = by_month["height"].first().to_numpy(), by_month["top"].max().to_numpy()
    doubtful = [counts["incidents"], counts["possible"]]
    if len(heights) != len(counts):
        yield f"{len(heights)} bars stand on the axis; draw one for each month of the year, the empty ones too"
    elif np.array_equal(heights, counts["certain"]):
        if not any(np.allclose(tops, column) for column in doubtful):
            yield "incidents of which the month is in doubt are not in the picture; set them on top, in another colour"
    elif np.array_equal(heights, of_all["certain"]):
        yield "the bars count incidents of another scope too"
    elif np.array_equal(heights, by_first_day):
        yield "incidents of which the month is in doubt stand in the month of their first day, as if it were known"
    elif any(np.allclose(heights, column) for column in doubtful):
        yield "the bars do not set apart what is certain from what is in doubt"
    else:
        month = int(np.argmax(heights != counts["certain"]))
        found = _compare(heights[month], counts["certain"][month])
        yield f"the bar of what is certain in {counts['start'][month]:%B} is {found}"


def read_words(ax, alt):
    """Yield hints on the words of a chart: its title, its vertical axis, its text for those who cannot see it."""
    if hasattr(ax, "containers"):
        if not any(ax.get_title(side) for side in ("left", "center", "right")):
            yield "the chart has no title; let it say the finding"
        if not ax.get_ylabel():
            yield "the vertical axis does not say what it counts"
    if not isinstance(alt, str) or len(alt) < SHORTEST_TEXT:
        yield "alt is too short to tell what the bars show to somebody who cannot see them"


def compare_labels(ax, mine, others, names):
    """Yield hints on a map: the counts that it writes in provinces, and what it says of the rest.

    Parameters
    ----------
    ax : matplotlib axes
        As `helpers.draw_provinces` returns it.
    mine, others : pandas.DataFrame
        The incidents that it should show, and those that it may show by mistake; with ``province``.
    names : pandas.Series
        Every province.

    Yields
    ------
    str
    """
    texts = [text.get_text() for text in getattr(ax, "texts", [])]
    written = [re.match(r"(.+) (\d+)(\n|$)", text) for text in texts]
    shown = {found[1]: int(found[2]) for found in written if found and found[1] in set(names)}
    right, of_others = (rows["province"].value_counts().to_dict() for rows in (mine, others))
    if not shown and right:
        yield "ax writes no count in any province; draw it with helpers.draw_provinces"
    elif shown != right and shown == of_others:
        yield "the map shows every incident of core scope, not those in mine"
    elif shown != right:
        name = min(name for name in {*shown, *right} if shown.get(name) != right.get(name))
        yield f"the count that the map writes in {name} is {_compare(shown.get(name, 0), right.get(name, 0))}"
    unplaced = mine["province"].isna().sum()
    said = " ".join(text for text, found in zip(texts, written, strict=True) if not found)
    if unplaced and not re.search(rf"(?<![\d.]){unplaced}(?![\d.]*\d)", said):
        yield "the words below the map do not say how many incidents it cannot show; hand them over as note"


def compare_pair(pair, listed):
    """Yield a hint if two rows of a list, indexed by ``row_id``, are not of one incident."""
    if not isinstance(pair, tuple | list | set) or len(set(pair)) != 2:
        yield "pair should name two different rows"
        return
    unknown = [row_id for row_id in pair if row_id not in listed.index]
    if unknown:
        yield f"{unknown[0]!r} is no row_id of the list"
        return
    one, other = (listed.loc[row_id] for row_id in sorted(pair))
    if one["incident_id"] != other["incident_id"]:
        apart = abs(pd.Timestamp(one["incident_date"]) - pd.Timestamp(other["incident_date"])).days
        if one["report_id"] == other["report_id"]:
            yield "one report tells of both, and counts them apart"
        elif apart > 1:
            yield f"the days of these rows are {apart} apart, more than a report's date is likely to be wrong"
        else:
            yield "the days of these rows go together, but compare their places"


def _compare(given, right):
    return "too high" if given > right else "too low"
