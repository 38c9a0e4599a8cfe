"""How often the intervals of the notebooks on sources cover a known truth, on data with the clusters of the real ones.

Run ``python benchmarks/coverage_sources.py``; it prints one line per method, for docs/methods.md.
"""

import numpy as np
import pandas as pd

import helpers
from helpers.sources.coder_agreement import COMPARED_FIELDS
from helpers.sources.report_agreement import average_pairs, pair_reports
from helpers.sources.trials import try_estimates

TRIALS = 400


def spread_share(random, truth, correlation, number):
    """Draw a share for each cluster around the truth."""
    spread = (1 - correlation) / correlation
    return random.beta(truth * spread, (1 - truth) * spread, number)


def cover_capture(random, correlation=0.04, truth=0.78):
    """Months as large as those of the longest list."""
    checks = helpers.load_tables()["capture_checks"]
    checks = checks[checks["list"] == helpers.measure_capture(checks)["list"].iloc[0]].assign(data_version="1")
    covered = 0
    for _ in range(TRIALS):
        rates = spread_share(random, truth, correlation, len(checks))
        rate = helpers.measure_capture(checks.assign(found=random.binomial(checks["listed"], rates))).iloc[0]
        covered += rate["low"] <= truth <= rate["high"]
    return covered


def cover_reports(random, field, truth, correlation=0.1):
    """Incidents, pairs and weeks of the data; whether a pair agrees depends on its week and its incident."""
    tables = helpers.load_tables()
    own = helpers.trace_origins(tables["observations"], tables["reports"], tables["outlets"])
    own = own.merge(helpers.load_incidents()[["incident_id", "date_start"]], on="incident_id")
    pairs = pair_reports(own)
    pairs = pairs[pairs["field"] == field]
    week = pd.factorize(pairs["date_start"].dt.to_period("W"))[0]
    incident = pd.factorize(pairs["incident_id"])[0]
    covered = 0
    for _ in range(TRIALS):
        weekly = spread_share(random, truth, correlation, week.max() + 1)
        of_incident = pd.Series(weekly[week]).groupby(incident).first().to_numpy()
        agreed = random.beta(2 * of_incident, 2 * (1 - of_incident))
        row = average_pairs(pairs.assign(same=random.random(len(pairs)) < agreed[incident])).iloc[0]
        covered += row["low"] <= truth <= row["high"]
    return covered


def cover_kappa(random, agreement=0.9, share=0.7):
    """Reports of the data; whether coders agree on its rows depends on the report. Two values, one rarer."""
    tables = helpers.load_tables()
    pairs = tables["second_codings"].dropna(subset=["paired_with"])
    report = pd.factorize(pairs["report_id"])[0]
    blank = {
        **dict.fromkeys(COMPARED_FIELDS, "x"),
        "row_id": [f"E{n}" for n in range(len(report))],
        "report_id": report,
    }

    def draw(codes):
        first = random.random(len(codes)) < share
        copied = random.random(len(codes)) < spread_share(random, agreement, 0.1, codes.max() + 1)[codes]
        return first, np.where(copied, first, random.random(len(codes)) < share)

    # A coder copies the value with this probability and else draws it afresh, so that kappa is the probability.
    covered = 0
    for _ in range(TRIALS):
        first, second = draw(report)
        observations = pd.DataFrame({**blank, "weapon": first})
        codings = pd.DataFrame({**blank, "weapon": second}).rename(columns={"row_id": "paired_with"})
        row = helpers.measure_coding_agreement(codings, observations).set_index("label").loc["weapon"]
        covered += row["kappa_low"] <= agreement <= row["kappa_high"]
    return covered


def main():
    """Print the coverage of each method."""
    random = np.random.default_rng(2022)
    print(f"capture rate: {cover_capture(random) / TRIALS:.1%}")
    for field, truth in (("vehicles damaged", 0.8), ("claims", 0.8), ("date", 0.95)):
        print(f"agreement between reports on {field}: {cover_reports(random, field, truth) / TRIALS:.1%}")
    print(f"kappa: {cover_kappa(random) / TRIALS:.1%}")
    print(try_estimates(simulations=150)[["label", "covered", "simulations", "estimate"]])


if __name__ == "__main__":
    main()
