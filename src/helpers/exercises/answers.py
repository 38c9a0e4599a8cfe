"""Compare a student's answer with what is right, and yield hints that do not give it away."""

import functools
import inspect
from numbers import Integral

import numpy as np
import pandas as pd


def check(answers, praise):
    """Make a function that finds hints return a verdict; its first arguments, so many, are the student's answers."""

    def decorate(find_hints):
        @functools.wraps(find_hints)
        def give_verdict(*args, **kwargs):
            given = inspect.signature(find_hints).bind(*args, **kwargs).arguments
            return list_open(**dict(list(given.items())[:answers])) or judge(find_hints(**given), praise)

        return give_verdict

    return decorate


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
    """Say which answers are still to be given; nothing if all are."""
    names = [name for name, answer in answers.items() if answer is ...]
    return f"pending: {', '.join(names)}" if names else ""


def compare_number(name, given, right, others):
    """Yield a hint if a number is not the right one; ``others`` maps wrong numbers to how they come about."""
    if not isinstance(given, Integral) or isinstance(given, bool):
        yield f"{name} is a {type(given).__name__}; give a whole number"
    elif given != right:
        yield f"{name} {others.get(given, f'is {say(given, right)}')}"


def compare_rows(name, given, right, wrong=(), whole=True):
    """Yield hints on a choice of incidents, of which every one of ``right`` is wanted if it should be ``whole``.

    ``wrong`` maps what is wrong with incidents, in words, to the incidents of which it is true.
    """
    if not isinstance(given, pd.DataFrame):
        yield f"{name} is a {type(given).__name__}; it should be a table with one row per incident"
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
        yield f"{name} has rows that are not incidents of the data, for example {unexplained.iloc[0]}"
    if whole and not right["incident_id"].isin(chosen).all():
        yield f"{name} lacks incidents that belong to it"


def compare_bars(ax, counts, of_all):
    """Yield hints on a chart of months, from the counts to draw and those of every scope as by `count_by_period`."""
    if not hasattr(ax, "containers"):
        yield f"ax is a {type(ax).__name__}; it should be the axes with the bars"
        return
    drawn = [(bar.get_x() + bar.get_width() / 2, bar.get_y(), bar.get_height()) for bar in ax.patches]
    bars = pd.DataFrame(drawn, columns=["middle", "bottom", "height"]).sort_values(["bottom", "height"])
    by_month = bars.assign(top=bars["bottom"] + bars["height"]).groupby(bars["middle"].round(3))
    heights, tops = by_month["height"].first().to_numpy(), by_month["top"].max().to_numpy()
    certain, possible = counts["certain"].to_numpy(), counts["possible"].to_numpy()
    if len(heights) != len(counts):
        yield f"there are {len(heights)} bars; draw one for each month of the year, the empty ones too"
    elif np.array_equal(heights, certain):
        if (tops > possible + 1e-9).any():
            yield "a month has more uncertain incidents on top than may have happened in it"
        elif np.allclose(tops, heights) and (possible > certain).any():
            yield "incidents whose month is uncertain are missing; stack them on top, in another colour"
    elif np.array_equal(heights, of_all["certain"]):
        yield "the bars count incidents of another scope too"
    elif np.array_equal(heights, counts["first_day"]):
        yield "incidents whose month is uncertain are counted in the month of their first day, as if it were certain"
    elif np.array_equal(heights, possible):
        yield "the bars do not separate certain from uncertain incidents"
    else:
        month = int(np.argmax(heights != certain))
        yield f"the bar of certain incidents in {counts['start'][month]:%B} is {say(heights[month], certain[month])}"


def say(given, right):
    """Say on which side of the right number a number lies."""
    return "too high" if given > right else "too low"
