"""How often the methods on provinces are right, on series with the data's own clustering; takes some minutes.

python benchmarks/provinces_coverage.py
"""

import numpy as np
import pandas as pd

import helpers
from helpers.provinces.counts import count_by_class


def spell_out(counts):
    """Return one row per incident from a frame of counts by period and province."""
    rows = counts.stack()
    rows = rows[rows > 0]
    frame = rows.index.to_frame(index=False).loc[np.repeat(np.arange(len(rows)), rows.to_numpy())]
    return pd.DataFrame({"date_start": frame.iloc[:, 0].dt.to_timestamp().to_numpy(), "province": frame.iloc[:, 1]})


def count_false_alarms(counts, weeks, random, tries):
    """Put runs of so many weeks in random order, so that no month is a change, and test."""
    runs = [counts.to_numpy()[start : start + weeks] for start in range(0, len(counts), weeks)]
    found = 0
    for _ in range(tries):
        order = random.permutation(len(runs))
        shuffled = pd.DataFrame(np.vstack([runs[run] for run in order]), index=counts.index, columns=counts.columns)
        found += helpers.find_province_change(spell_out(shuffled), permutations=299)["p_value"].min() <= 0.05
    return found / tries


def measure_dispersion(counts):
    """Return how much more the counts of single provinces vary from one week to the next than Poisson counts would."""
    steps, sums = counts.diff().iloc[1:], counts.rolling(2).sum().iloc[1:]
    return max((steps**2).sum().sum() / sums.sum().sum(), 1.01)


def cover_differences(counts, random, tries):
    """Draw weekly counts around the smoothed rates, and look whether intervals hold the rates' own differences."""
    rates = counts.rolling(9, center=True, min_periods=1).mean()
    dispersion = measure_dispersion(counts)
    truth = rates.sum()
    order = truth.rank(ascending=False)
    alone = together = pairs = 0
    for _ in range(tries):
        shape = rates.to_numpy() / (dispersion - 1) + 1e-9
        drawn = random.poisson(random.gamma(shape, dispersion - 1))
        ranks = helpers.rank_provinces(spell_out(pd.DataFrame(drawn, counts.index, counts.columns)), draws=1000)
        ranks = ranks.set_index("province")
        gap = truth[ranks.index[0]] - truth[ranks.index[1:]]
        alone += ((ranks["behind_low"][1:] <= gap) & (gap <= ranks["behind_high"][1:])).sum()
        pairs += len(gap)
        together += ((ranks["rank_best"] <= order[ranks.index]) & (order[ranks.index] <= ranks["rank_worst"])).all()
    return alone / pairs, together / tries


def main(tries=300):
    """Print one line per method."""
    random = np.random.default_rng(1)
    incidents = helpers.select_incidents(helpers.load_incidents()).incidents
    by_week = count_by_class(incidents)
    for weeks in (1, 4, 13):
        rate = count_false_alarms(by_week, weeks, random, tries)
        print(f"find_province_change, runs of {weeks} weeks: false alarms {rate:.1%} at a level of 5%", flush=True)
    alone, together = cover_differences(by_week, random, tries)
    print(f"variance of weekly counts divided by their mean: {measure_dispersion(by_week):.2f}")
    print(f"rank_provinces: differences from the first {alone:.1%}, ranks of all {together:.1%} at 95%", flush=True)


if __name__ == "__main__":
    main()
