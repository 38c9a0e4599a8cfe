"""How often a change of rate is found where there is none, and how often its interval holds the true date.

Attacks cluster by day: the variance of daily counts is 2.6 times their mean, that of weekly ones no more.
Run: python benchmarks/changes.py
"""

import numpy as np
import pandas as pd

import helpers

FIRST, LAST, DAYS = "2020-01-01", "2022-12-31", 1096
BUSY = slice(350, 870)  # days from the middle of December 2020 to the middle of May 2022


def main():
    """Print false alarms on series of one rate, and coverage of the dates of changes."""
    incidents = helpers.select_incidents(helpers.load_incidents()).incidents
    random = np.random.default_rng(1)
    daily = np.bincount((incidents["date_start"] - pd.Timestamp(FIRST)).dt.days, minlength=DAYS)
    dispersion = (np.diff(daily) ** 2).sum() / (daily[1:] + daily[:-1]).sum()
    busy = daily[BUSY]
    for name, draw in {
        "negative binomial": lambda: draw_days(random, np.full(DAYS, len(incidents) / DAYS), dispersion),
        "weeks of the busy time": lambda: draw_weeks(random, busy),
        "negative binomial, a third of the attacks": lambda: draw_days(random, np.full(DAYS, 0.115), dispersion),
    }.items():
        alarms = [len(helpers.find_rate_changes(place(random, draw()), FIRST, LAST, draws=9)) > 1 for _ in range(1000)]
        print("false alarms", name, np.mean(alarms), flush=True)
    periods = helpers.find_rate_changes(incidents, FIRST, LAST)
    begins = (periods["start"] - pd.Timestamp(FIRST)).dt.days
    rates = np.repeat(periods["per_month"] / 365.25 * 12, np.diff([*begins, DAYS]))
    truth = periods["start"].iloc[1:].to_numpy()
    covered, numbers = [], []
    for _ in range(300):
        found = helpers.find_rate_changes(place(random, draw_days(random, rates, dispersion)), FIRST, LAST, draws=60)
        numbers.append(len(found) - 1)
        if len(found) == len(periods):
            later = found.iloc[1:]
            covered.append(((later["earliest"] <= truth) & (truth <= later["latest"])).tolist())
    print("number of changes", np.bincount(numbers), "right number", len(covered))
    print("coverage by change where the number is right", np.mean(covered, axis=0).round(3), np.mean(covered).round(3))


def draw_days(random, means, dispersion):
    """Daily counts with a variance of dispersion times the mean."""
    means = np.asarray(means)
    return random.negative_binomial(means / (dispersion - 1), 1 / dispersion)


def draw_weeks(random, daily):
    """Seven days in a row, drawn again and again."""
    starts = random.integers(0, len(daily) - 6, DAYS // 7 + 1)
    return np.concatenate([daily[start : start + 7] for start in starts])[:DAYS]


def place(random, daily):
    """Give each attack its day; one in eight is known to within two days only."""
    day = np.repeat(np.arange(len(daily)), daily)
    doubt = (random.random(len(day)) < 1 / 8).astype(int)
    start = pd.Timestamp(FIRST) + pd.to_timedelta(
        np.maximum(day - doubt * random.integers(0, 2, len(day)), 0), unit="D"
    )
    return pd.DataFrame({"date_start": start, "date_end": start + pd.to_timedelta(doubt, unit="D")})


if __name__ == "__main__":
    main()
