"""Whether independent reports of one attack agree."""

import numpy as np
import pandas as pd

from ..statistics.intervals import CRITICAL, wilson_interval

FIELDS = {
    "incident_date": "date",
    "province": "province",
    "weapon": "weapon",
    "outcome": "outcome",
    "vehicles_damaged": "vehicles damaged",
    "killed_max": "deaths",
    "injured_max": "injuries",
    "claim_status": "claims",
}
NOT_SAID = ["unknown", "not_mentioned", "some"]


def pair_reports(own_texts):
    """Pair the values of different outlets: one row per incident, field (in words) and pair, and whether it agrees."""
    first = own_texts.sort_values("row_id").drop_duplicates(["incident_id", "origin"])
    values = first[list(FIELDS)].astype("str").where(first[list(FIELDS)].notna())
    values = values.where(~values.isin(NOT_SAID))
    values["incident_date"] = values["incident_date"].where(values["incident_date"].str.len() == len("YYYY-MM-DD"))
    values = values.rename(columns=FIELDS).assign(incident_id=first["incident_id"], date_start=first["date_start"])
    values = values.melt(["incident_id", "date_start"], var_name="field").dropna()
    values["number"] = range(len(values))
    pairs = values.merge(values.drop(columns="date_start"), on=["incident_id", "field"], suffixes=("", "_other"))
    pairs = pairs[pairs["number"] < pairs["number_other"]]
    pairs = pairs.assign(same=pairs["value"] == pairs["value_other"])
    return pairs[["incident_id", "date_start", "field", "same"]].reset_index(drop=True)


def measure_report_agreement(own_texts):
    """Measure how often reports of one incident agree, field by field.

    Each incident counts once, with the share of its pairs that agree: else one incident with many reports decides.
    The interval is Wilson's for the effective number of incidents, which allows for weeks (as in `helpers.share_by`).

    Parameters
    ----------
    own_texts : pandas.DataFrame
        As `helpers.trace_origins` returns it, with ``date_start`` of the incident; of each outlet's own text the first
        coded row is taken. Dates count where they are given to the day.

    Returns
    -------
    pandas.DataFrame
        One row per field, most agreement first: ``label``, ``incidents`` with a pair, ``pairs``; ``share``, the mean
        over incidents, with ``low`` and ``high``; ``pooled``, the share of all pairs.
    """
    return average_pairs(pair_reports(own_texts))


def average_pairs(pairs):
    """Average the pairs of each incident, then the incidents; see `measure_report_agreement`."""
    rows = []
    for field, part in pairs.groupby("field", sort=False):
        incidents = part.groupby("incident_id").agg(share=("same", "mean"), day=("date_start", "first"))
        bounds = _bound_mean(incidents["share"], incidents["day"].dt.to_period("W"))
        rows.append((field, len(incidents), len(part), incidents["share"].mean(), *bounds, part["same"].mean()))
    table = pd.DataFrame(rows, columns=["label", "incidents", "pairs", "share", "low", "high", "pooled"])
    return table.sort_values("share", ascending=False, kind="stable", ignore_index=True)


def _bound_mean(shares, weeks):
    """Return the interval of a mean of shares of which those of one week are not independent."""
    from scipy.special import stdtrit

    mean, week = shares.mean(), pd.factorize(weeks)[0]
    sizes, residual = np.bincount(week), np.bincount(week, shares - mean)
    fewest = sizes.sum() ** 2 / (sizes**2).sum()  # as if the incidents of a week were one
    number, count = fewest, len(sizes)
    if 0 < mean < 1 and count > 1 and residual.any():
        variance = (residual**2).sum() / sizes.sum() ** 2 * count / (count - 1)
        loss = (CRITICAL / stdtrit(count - 1, 0.975)) ** 2  # the variance itself is known from few weeks only
        number = np.clip(mean * (1 - mean) / variance * loss, min(fewest, 1), sizes.sum())
    return tuple(float(bound) for bound in wilson_interval(mean, number))
