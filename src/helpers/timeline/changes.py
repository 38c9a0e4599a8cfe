"""How the pace changed: periods of one rate, before and after events, and days between incidents."""

import numpy as np
import pandas as pd
from scipy.special import betaincinv

from ..data.wording import format_count, format_day

WEEK = 7  # days of a bin


def find_rate_changes(incidents, first_day, last_day, false_alarm=0.03, simulations=500, seed=0):
    """Divide time into periods of one pace, with Bayesian blocks.

    The method is that of Scargle et al. (2013, Astrophysical Journal 764, 167), as astropy
    has it, on the number of days with an incident in each week: days and not incidents, because
    several incidents of one day are not independent. How much a further period must explain
    is found by simulation, in which as many days are chosen at random.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and ``date_end``; those not known to one day are left out.
    first_day, last_day : str
        Days as YYYY-MM-DD: the time to divide. Days after the last whole week are left out.
    false_alarm : float
        How often one change, or a burst, is found where there is none. Several at once
        are not tried, so that series without a change are divided a little more often than that.
    simulations, seed : int
        How many random series are tried, and where the random numbers start.

    Returns
    -------
    pandas.DataFrame
        One row a period: ``start``, ``end`` (days), ``days``; ``days_with_incident``, ``incidents``, and
        ``rate``, incidents in 30 days. The rates carry no interval: the same data chose the periods,
        which makes high ones look too high and low ones too low.

    Examples
    --------
    >>> days = pd.date_range("2021-01-01", "2021-12-31", freq="20D").union(pd.date_range("2021-07-01", "2021-09-30"))
    >>> incidents = pd.DataFrame({"date_start": days, "date_end": days})
    >>> find_rate_changes(incidents, "2021-01-01", "2021-12-31")["start"].dt.strftime("%Y-%m-%d").tolist()
    ['2021-01-01', '2021-07-02', '2021-10-01']
    """
    from astropy.stats import bayesian_blocks  # here, because it takes a while to import

    first_day = pd.Timestamp(first_day)
    weeks = ((pd.Timestamp(last_day) - first_day).days + 1) // WEEK
    dated = incidents.loc[incidents["date_start"] == incidents["date_end"], "date_start"]
    numbers = (dated - first_day).dt.days
    numbers = numbers[(numbers >= 0) & (numbers < weeks * WEEK)]
    active = np.bincount(numbers.unique() // WEEK, minlength=weeks)
    edges = np.array([0, weeks])
    if active.sum() > 1 and weeks > 2:
        needed = _calibrate(active.sum(), weeks, false_alarm, simulations, seed)
        inner = bayesian_blocks(np.arange(weeks) + 0.5, active, fitness="events", ncp_prior=needed)[1:-1]
        edges = np.concatenate([[0], inner.round().astype(int), [weeks]])
    starts = first_day + pd.to_timedelta(edges[:-1] * WEEK, unit="D")
    ends = first_day + pd.to_timedelta(edges[1:] * WEEK - 1, unit="D")
    blocks = pd.DataFrame({"start": starts, "end": ends, "days": np.diff(edges) * WEEK})
    for name, counts in (("days_with_incident", active), ("incidents", np.bincount(numbers // WEEK, minlength=weeks))):
        blocks[name] = np.add.reduceat(counts, edges[:-1]) if weeks else 0
    return blocks.assign(rate=30 * blocks["incidents"] / blocks["days"])


def _calibrate(active, weeks, false_alarm, simulations, seed):
    """Return the gain that random days exceed, by one change or a change and its end, so often."""
    random = np.random.default_rng(seed)
    chosen = random.random((simulations, weeks * WEEK)).argpartition(active - 1, axis=1)[:, :active]
    counts = np.zeros((simulations, weeks + 1))
    np.add.at(counts[:, 1:], (np.arange(simulations)[:, None], chosen // WEEK), 1)
    until = counts.cumsum(axis=1)
    total, whole = until[:, -1:], _fit(until[:, -1], weeks)
    middle = np.arange(1, weeks)
    one = _fit(until[:, middle], middle) + _fit(total - until[:, middle], weeks - middle)
    gain = one.max(axis=1) - whole
    for width in range(1, weeks - 1):
        start = np.arange(1, weeks - width)
        before, within = until[:, start], until[:, start + width] - until[:, start]
        after = total - until[:, start + width]
        two = _fit(before, start) + _fit(within, width) + _fit(after, weeks - start - width)
        gain = np.maximum(gain, (two.max(axis=1) - whole) / 2)
    return np.quantile(gain, 1 - false_alarm)


def _fit(count, length):
    """Return the logarithm of the likelihood of one rate, at its best (Scargle et al., equation 19)."""
    return count * np.log(np.maximum(count, 1) / length)


def compare_before_after(incidents, events, first_day, last_day, window=60, confidence=0.95):
    """Compare the pace of attacks before and after events.

    What is counted are days with at least one incident, because several incidents of one day are not
    independent. The interval of the rate ratio is exact, conditional on their sum
    (Przyborowski and Wilenski 1940, Biometrika 31, 313-323; Clopper and Pearson 1934).

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and ``date_end``; those not known to one day are left out.
    events : pandas.DataFrame
        With ``date_start``, ``date_end`` and ``title``; the days of an event itself are left out.
    first_day, last_day : str
        Days as YYYY-MM-DD: windows do not reach beyond them.
    window : int
        Days before and after.
    confidence : float

    Returns
    -------
    pandas.DataFrame
        One row an event: ``title``, ``date``; ``before``, ``after``: days with an incident; ``days_before``,
        ``days_after``: days; ``ratio`` of the rates, ``low``, ``high``; ``low_all``, ``high_all``: the
        interval that holds for all comparisons together (Bonferroni). Missing where nothing is counted.

    Examples
    --------
    >>> days = pd.to_datetime(["2021-01-10", "2021-01-20", "2021-02-10"])
    >>> event = pd.to_datetime(["2021-02-01"])
    >>> events = pd.DataFrame({"date_start": event, "date_end": event, "title": "E"})
    >>> incidents = pd.DataFrame({"date_start": days, "date_end": days})
    >>> compare_before_after(incidents, events, "2021-01-01", "2021-12-31", 30)["ratio"].tolist()
    [0.5]
    """
    days = incidents.loc[incidents["date_start"] == incidents["date_end"], "date_start"].unique()
    first_day, last_day, width = pd.Timestamp(first_day), pd.Timestamp(last_day), pd.Timedelta(days=window)
    rows = []
    for event in events.sort_values("date_start", kind="stable").itertuples():
        start, end = max(first_day, event.date_start - width), min(last_day, event.date_end + width)
        days_before, days_after = (event.date_start - start).days, (end - event.date_end).days
        before = int(((days >= start) & (days < event.date_start)).sum())
        after = int(((days > event.date_end) & (days <= end)).sum())
        exposed = (before, after, days_before, days_after)
        low, high = _rate_ratio_interval(*exposed, confidence)
        low_all, high_all = _rate_ratio_interval(*exposed, 1 - (1 - confidence) / len(events))
        ratio = (after / days_after) / (before / days_before) if before and days_after > 0 else float("nan")
        rows.append((event.title, event.date_start, *exposed, ratio, low, high, low_all, high_all))
    names = ["title", "date", "before", "after", "days_before", "days_after"]
    return pd.DataFrame(rows, columns=[*names, "ratio", "low", "high", "low_all", "high_all"])


def _rate_ratio_interval(before, after, days_before, days_after, confidence):
    if before + after == 0 or days_before <= 0 or days_after <= 0:
        return float("nan"), float("nan")
    tail = (1 - confidence) / 2  # the exact interval of a share (Clopper and Pearson 1934, Biometrika 26, 404-413)
    low = betaincinv(after, before + 1, tail) if after else 0
    high = betaincinv(after + 1, before, 1 - tail) if before else 1
    odds = [bound / (1 - bound) if bound < 1 else float("inf") for bound in (low, high)]
    return tuple(bound * days_before / days_after for bound in odds)


def measure_gaps(incidents, longest=21, simulations=999, seed=0):
    """Compare the days between incidents with those of incidents that fall at random.

    Two such worlds are simulated: ``random`` scatters the incidents over the whole time, which gives
    gaps that are exponential but for whole days; ``monthly`` keeps how many each month has, and scatters
    them within it, so that changes of pace from month to month are allowed for.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and ``date_end``; those not known to one day are left out.
    longest : int
        Days up to which shares are given.
    simulations, seed : int
        How many, and where the random numbers start.

    Returns
    -------
    pandas.DataFrame
        One row a number of days, from 0: ``days``; ``share`` of the gaps that are no longer;
        ``exponential``: the same share of an exponential distribution of the same mean, up to half a
        day more; ``low_random``, ``high_random``, ``low_monthly``, ``high_monthly``: between which 95% of the
        simulated shares lie, day by day.
    """
    dated = incidents.loc[incidents["date_start"] == incidents["date_end"], "date_start"]
    days = np.sort(((dated - dated.min()).dt.days).to_numpy())
    random = np.random.default_rng(seed)
    lengths = np.arange(longest + 1)
    gaps = np.diff(days)
    month = dated.dt.to_period("M")
    starts = (month.dt.start_time - dated.min()).dt.days.to_numpy()
    table = {"days": lengths, "share": _share_of_gaps(days[None, :], lengths)[0] if len(gaps) else np.nan}
    table["exponential"] = 1 - np.exp(-(lengths + 0.5) / gaps.mean()) if len(gaps) and gaps.any() else np.nan
    worlds = {
        "random": random.integers(0, days.max() + 1 if len(days) else 1, (simulations, len(days))),
        "monthly": starts + random.integers(0, month.dt.days_in_month.to_numpy(), (simulations, len(days))),
    }
    for name, simulated in worlds.items():
        shares = (
            _share_of_gaps(np.sort(simulated, axis=1), lengths) if len(gaps) else np.full((1, len(lengths)), np.nan)
        )
        table[f"low_{name}"], table[f"high_{name}"] = np.quantile(shares, [0.025, 0.975], axis=0)
    return pd.DataFrame(table)


def _share_of_gaps(days, lengths):
    gaps = np.diff(days, axis=1)
    return np.stack([(gaps <= length).mean(axis=1) for length in lengths], axis=1)


def describe_pace(blocks):
    """Say how the pace changed.

    Parameters
    ----------
    blocks : pandas.DataFrame
        As `find_rate_changes` returns it.

    Returns
    -------
    str
    """
    rates = [f"{row.rate:.2g} from {format_day(row.start)}" for row in blocks.itertuples()]
    if len(rates) < 2:
        return "No change of pace is found beyond what days at random would show"
    return f"{format_count(len(rates) - 1, 'change')} of pace: incidents in 30 days were {', '.join(rates)}"


def describe_events(comparison):
    """Say at which events the pace changed.

    Parameters
    ----------
    comparison : pandas.DataFrame
        As `compare_before_after` returns it.

    Returns
    -------
    str
        Only changes whose interval for all comparisons together leaves out 1 are named.
    """
    changed = comparison[(comparison["low_all"] > 1) | (comparison["high_all"] < 1)]
    listed = [
        f"{row.title} ({format_day(row.date)}): {row.before} days with an incident before, {row.after} after"
        for row in changed.itertuples()
    ]
    compared = f"Of {format_count(len(comparison), 'event')} compared, the pace changed beyond chance at {len(listed)}"
    return f"{compared}: {'; '.join(listed)}" if listed else compared


def describe_gaps(gaps):
    """Say how many incidents had another on the same day, and how many chance would give.

    Parameters
    ----------
    gaps : pandas.DataFrame
        As `measure_gaps` returns it.

    Returns
    -------
    str
    """
    row = gaps.iloc[0]
    if pd.isna(row["share"]):
        return "There are too few incidents to measure the days between them"
    return (
        f"{row['share']:.0%} of the incidents had the next on the same day; scattered at random within "
        f"their months, {100 * row['low_monthly']:.0f}–{row['high_monthly']:.0%} would"
    )
