"""When the rate of attacks changed, and whether events came with a change."""

import itertools

import numpy as np
import pandas as pd

from ..statistics.clusters import measure_dispersion

MONTH = 365.25 / 12  # days
SHORTEST = 4  # weeks of a period of one rate
MOST_CHANGES = 8
PENALTY = 11  # what a further change must explain; see find_rate_changes
DRAWN = [0.005, 0.995]  # of the dates drawn anew: the true date lies between them in 95% of simulated series


def find_rate_changes(incidents, first_day, last_day, *, draws=100, seed=1, intervals=True):
    """Divide time into periods of one rate, and say how well the date of each change is known.

    Weekly counts are divided so that the periods, of four weeks or more, fit best: each further change has to raise
    twice the log-likelihood of a Poisson rate, divided by the dispersion, by 11. On series with the clustering of
    the data and no change, fewer than 5% show a change (benchmarks/changes.py). The best division is found by
    dynamic programming (Jackson and others 2005, IEEE Signal Processing Letters 12, 105-108), many times over:
    uncertain dates are drawn within their bounds, and weeks begin on a day drawn at random. For the interval of a
    date, weeks are drawn anew within each period (Hušková and Kirch 2008, Journal of Time Series Analysis 29, 947-972).

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and ``date_end``.
    first_day, last_day : str
        Days as YYYY-MM-DD: the time to divide.
    draws, seed : int
        How many times, and the seed of the random numbers.
    intervals : bool
        Whether to find the intervals of the dates, which takes half of the time.

    Returns
    -------
    pandas.DataFrame
        One row per period: ``start``, ``end`` (days); ``earliest``, ``latest``: the 95% interval of its start, missing
        for the first; ``incidents``, each in the middle of its possible days; ``per_month``, without an interval: the
        same data chose the periods, so high rates look a little too high.

    Examples
    --------
    >>> days = pd.date_range("2021-01-01", "2021-12-31", freq="20D").union(pd.date_range("2021-07-12", "2021-09-20"))
    >>> incidents = pd.DataFrame({"date_start": days, "date_end": days})
    >>> find_rate_changes(incidents, "2021-01-01", "2021-12-31")["start"].dt.strftime("%Y-%m").tolist()
    ['2021-01', '2021-07', '2021-09']
    """
    first, length = pd.Timestamp(first_day), (pd.Timestamp(last_day) - pd.Timestamp(first_day)).days + 1
    begin, finish = ((incidents[name] - first).dt.days.to_numpy() for name in ("date_start", "date_end"))
    dispersion, random = measure_dispersion(incidents), np.random.default_rng(seed)
    series = []
    for offset in random.integers(0, 7, draws):
        edges = np.unique([0, *range(int(offset), length, 7), length])
        counts, _ = np.histogram(random.integers(begin, finish + 1), edges - 0.5)
        series.append((edges, counts, *fit_changes(edges, counts, dispersion)))
    number = int(np.median([choose_number(costs) for _, _, costs, _ in series]))
    dates = [edges[follow(trace, number)[1:-1]] for edges, _, _, trace in series]
    bounds = np.array([0, *np.median(dates, axis=0).astype(int), length])
    table = pd.DataFrame({"start": bounds[:-1], "end": bounds[1:] - 1, "earliest": np.nan, "latest": np.nan})
    if intervals:
        again = np.array([_draw_again(random, one, number, dispersion) for one in series])
        low, high = np.quantile(again, DRAWN, axis=0).round()
        table.loc[1:, "earliest"] = np.minimum(low, bounds[1:-1])
        table.loc[1:, "latest"] = np.maximum(high, bounds[1:-1])
    table = table.apply(lambda days: first + pd.to_timedelta(days, unit="D"))
    counted = np.histogram((begin + finish) // 2, bounds - 0.5)[0]
    return table.assign(incidents=counted, per_month=counted / np.diff(bounds) * MONTH)


def _draw_again(random, one, number, dispersion):
    """Draw the weeks of each period anew, and return the days on which the rate changes then."""
    edges, counts, _, trace = one
    cuts = follow(trace, number)
    drawn = [random.choice(np.arange(a, b), b - a) for a, b in itertools.pairwise(cuts)]
    return edges[follow(fit_changes(edges, counts[np.concatenate(drawn)], dispersion)[1], number)[1:-1]]


def compare_windows(incidents, first_day, last_day, *, window=60, fewest=10):
    """Compare the attacks after each day with those before it, so that an event can be held against all other days.

    An event that did not matter is like a day drawn at random: its change is one of those that other days show
    (a placebo in time: Abadie 2021, Journal of Economic Literature 59, 391-425).

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and ``date_end``; each counts in the middle of the days on which it can have happened.
    first_day, last_day : str
        Days as YYYY-MM-DD; only days with whole windows between them are compared.
    window : int
        Days before, and days after; the day itself is in neither.
    fewest : int
        Attacks that both windows together must have.

    Returns
    -------
    pandas.DataFrame
        One row per day: ``day``; attacks ``before`` and ``after``; ``ratio``, half an attack added to each;
        ``chance``: the share of all these days that show at least as large a change, up or down; ``usual``, the same
        in each row: 95% of the days have a ratio between 1 / usual and usual.

    Examples
    --------
    >>> days = pd.to_datetime(["2021-01-01", "2021-01-02", "2021-01-04"])
    >>> incidents = pd.DataFrame({"date_start": days, "date_end": days})
    >>> compare_windows(incidents, "2021-01-01", "2021-01-05", window=2, fewest=2)[["before", "after"]].values.tolist()
    [[2, 1]]
    """
    first, length = pd.Timestamp(first_day), (pd.Timestamp(last_day) - pd.Timestamp(first_day)).days + 1
    middle = incidents["date_start"] + (incidents["date_end"] - incidents["date_start"]) // 2
    until = np.concatenate([[0], np.histogram((middle - first).dt.days, np.arange(length + 1) - 0.5)[0].cumsum()])
    day = np.arange(window, length - window)
    before, after = until[day] - until[day - window], until[day + 1 + window] - until[day + 1]
    table = pd.DataFrame({"day": first + pd.to_timedelta(day, unit="D"), "before": before, "after": after})
    table = table[before + after >= fewest].reset_index(drop=True)
    table["ratio"] = (table["after"] + 0.5) / (table["before"] + 0.5)
    table.attrs = incidents.attrs
    size = np.log(table["ratio"]).abs()
    rank = size.round(9).rank(ascending=False, method="max")
    return table.assign(chance=rank / max(len(table), 1), usual=np.exp(size.quantile(0.95)))


def fit_changes(edges, counts, dispersion):
    """Find the best division for each number of changes: its cost, minus twice the log-likelihood over the dispersion.

    With it comes, by number of changes and end, where the last period begins; see `follow`.
    """
    until = np.concatenate([[0], np.cumsum(counts)])
    count = until[:, None] - until  # by end (row) and beginning (column) of a period
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = -2 / dispersion * np.where(count > 0, count * np.log(count / (edges[:, None] - edges)), 0)
    number = np.arange(len(edges))
    cost[number[:, None] - number < min(SHORTEST, len(counts))] = np.inf
    best, costs, trace = cost[:, 0], [cost[-1, 0]], [np.zeros(len(edges), dtype=int)]
    for _ in range(MOST_CHANGES):
        through = best + cost
        trace.append(through.argmin(axis=1))
        best = through[number, trace[-1]]
        costs.append(best[-1])
    return np.array(costs), trace


def choose_number(costs):
    """Return the number of changes that is worth its penalty."""
    return int(np.argmin(costs + PENALTY * np.arange(len(costs))))


def follow(trace, number):
    """Return the ends of the periods, as numbers of weeks, of the best division with so many changes."""
    cuts = [len(trace[0]) - 1]
    for step in range(number, 0, -1):
        cuts.append(int(trace[step][cuts[-1]]))
    return [0, *reversed(cuts)]
