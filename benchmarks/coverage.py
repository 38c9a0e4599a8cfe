"""How often the intervals cover the truth, on series with the clustering of the data.

Week t of a simulated series is a real week drawn from those up to six weeks before or after it, with all its attacks:
what happens together stays together, and the truth, the mean over what can be drawn, is known.
Run: python benchmarks/coverage.py
"""

import numpy as np
import pandas as pd

import helpers

REACH = 6  # weeks
RUNS = 500
EPOCH = pd.Timestamp("2020-01-06")


def main():
    """Print the simulated coverage of each method."""
    incidents = helpers.select_incidents(helpers.load_incidents()).incidents
    incidents = incidents.assign(
        claimed=incidents["claim_status"] == "claimed",
        sourced=incidents["informants"] > 1,
        year=incidents["date_start"].dt.year.astype("str"),
        all="all",
    )
    incidents = incidents[incidents["province"].notna()]
    weeks = (incidents["date_start"] - EPOCH).dt.days // 7
    simulations = list(simulate(incidents, weeks, np.random.default_rng(1)))
    print("rows: share of intervals that cover, by class; then their mean")
    for by in ("all", "province", "period"):
        for flag in ("claimed", "sourced"):
            print("share", by, flag, *measure(simulations, by, flag))
    for by in ("all", "province", "period"):
        print("count", by, *measure(simulations, by, None))
    for flag in (None, "claimed", "sourced"):
        print("difference", "province", flag, *measure(simulations, "province", flag, against="Babil"))
        print("difference", "period", flag, *measure(simulations, "period", flag, against="2"))


def simulate(incidents, weeks, random):
    """Yield first the expected weights of each attack in each week, then the simulated series."""
    last = weeks.max()
    rows = {week: np.flatnonzero(weeks == week) for week in range(last + 1)}
    columns = ["province", "claimed", "sourced", "all"]
    parts = []
    for week in range(last + 1):
        near = np.clip(np.arange(week - REACH, week + REACH + 1), 0, last)
        for other in near:
            parts.append((rows[other], np.full(len(rows[other]), week)))
    yield make(incidents[columns], parts).assign(weight=1 / (2 * REACH + 1))
    for _ in range(RUNS):
        drawn = np.clip(np.arange(last + 1) + random.integers(-REACH, REACH + 1, last + 1), 0, last)
        yield make(incidents[columns], [(rows[d], np.full(len(rows[d]), w)) for w, d in enumerate(drawn)])


def make(incidents, parts):
    """Place the attacks of real weeks in others."""
    taken, week = (np.concatenate([part[n] for part in parts]) for n in (0, 1))
    frame = incidents.iloc[taken].reset_index(drop=True)
    frame["date_start"] = EPOCH + pd.to_timedelta(week * 7, unit="D")
    return frame.assign(period=pd.Series(week // 36).astype("str"))


def measure(simulations, by, flag, against=None):
    """Return the coverage of each class, and the mean."""
    expected = simulations[0]
    weight = expected["weight"]
    truth = weight.groupby(expected[by]).sum()
    if flag:
        truth = weight.where(expected[flag], 0).groupby(expected[by]).sum() / truth
    if against:
        truth = truth.drop(against) - truth[against]
    covered = []
    for frame in simulations[1:]:
        if against:
            table = helpers.difference_by(frame, by, against, frame[flag] if flag else None)
        else:
            table = helpers.share_by(frame, by, frame[flag]) if flag else helpers.count_by(frame, by)
        table = table.set_index("label").reindex(truth.index)
        covered.append(((table["low"] <= truth) & (truth <= table["high"])).where(table["low"].notna()))
    coverage = pd.DataFrame(covered).astype("float64").mean()
    return coverage.round(3).to_dict(), round(coverage.mean(), 3)


if __name__ == "__main__":
    main()
