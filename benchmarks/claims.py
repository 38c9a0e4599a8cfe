"""Simulate how often two groups that claim equally often are taken for different; prints a row for docs/methods.md."""

import numpy as np
import pandas as pd

import helpers

DRAWS, SEED = 1000, 1


def measure_false_alarms(claimed, draws=DRAWS, seed=SEED):
    """Give all claims of a day to one of two made-up groups by the toss of a coin, and compare the two.

    Returns
    -------
    float
        The share of draws in which the interval of their difference leaves out 0; nominal 0.05.
    """
    random = np.random.default_rng(seed)
    days = claimed["date_start"].unique()
    alarms = 0
    for _ in range(draws):
        side = pd.Series(random.choice(["one", "other"], len(days)), index=days)
        difference = helpers.difference_by(claimed, claimed["date_start"].map(side), "one").iloc[0]
        alarms += difference["low"] > 0 or difference["high"] < 0
    return alarms / draws


if __name__ == "__main__":
    incidents = helpers.select_incidents(helpers.load_incidents()).incidents
    claims = helpers.load_tables()["claims"].query("kind == 'claim'").drop_duplicates(["incident_id", "group_id"])
    claimed = claims.merge(incidents[["incident_id", "date_start"]], on="incident_id")
    for name, groups in (("all groups", None), ("below the third", 3)):
        sizes = claimed["group_id"].value_counts().index
        chosen = claimed if groups is None else claimed[claimed["group_id"].isin(sizes[groups:])]
        print(f"{name}: {measure_false_alarms(chosen.reset_index(drop=True)):.1%} false alarms (nominal 5%)")
