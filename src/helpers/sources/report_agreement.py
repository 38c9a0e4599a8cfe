"""Whether independent reports of one attack agree."""

import numpy as np
import pandas as pd

FIELDS = {
    "incident_date": "date",
    "province": "province",
    "weapon": "weapon",
    "outcome": "outcome",
    "vehicles_damaged": "damaged vehicles",
    "killed_max": "deaths",
    "injured_max": "injuries",
    "claim_status": "claims",
}
NOT_SAID = ["unknown", "not_mentioned", "some"]
DRAWS = 2000


def pair_reports(own_texts):
    """Pair the reports of each incident that are texts of different outlets.

    Parameters
    ----------
    own_texts : pandas.DataFrame
        As `helpers.trace_origins` returns it, with ``date_start`` of the incident; of each outlet's own text the first
        coded row is taken.

    Returns
    -------
    pandas.DataFrame
        One row per incident, field and pair of outlets that both give a value: ``incident_id``, ``date_start``,
        ``field`` (in words), ``same``. Dates count where both are given to the day.
    """
    first = own_texts.sort_values("row_id").drop_duplicates(["incident_id", "origin"])
    values = first[list(FIELDS)].astype("str").where(first[list(FIELDS)].notna())
    values = values.where(~values.isin(NOT_SAID))
    values["incident_date"] = values["incident_date"].where(values["incident_date"].str.len() == len("YYYY-MM-DD"))
    values = values.rename(columns=FIELDS).assign(incident_id=first["incident_id"], date_start=first["date_start"])
    values = values.melt(["incident_id", "date_start"], var_name="field").dropna()
    values["number"] = range(len(values))
    pairs = values.merge(values.drop(columns="date_start"), on=["incident_id", "field"], suffixes=("", "_other"))
    pairs = pairs[pairs["number"] < pairs["number_other"]]
    return pairs.assign(same=pairs["value"] == pairs["value_other"])[
        ["incident_id", "date_start", "field", "same"]
    ].reset_index(drop=True)


def measure_report_agreement(pairs, seed=0):
    """Measure how often reports of one incident agree, field by field.

    Each incident counts once, with the share of its pairs that agree: else one incident with many reports decides.
    The interval comes from drawing whole weeks (cluster bootstrap; Davison and Hinkley 1997, section 3.8).

    Parameters
    ----------
    pairs : pandas.DataFrame
        As `pair_reports` returns it.
    seed : int

    Returns
    -------
    pandas.DataFrame
        One row per field, most agreement first: ``label``, ``incidents`` with a pair, ``pairs``; ``share``, the mean
        over incidents, with ``low`` and ``high``; ``pooled``, the share of all pairs.

    Examples
    --------
    >>> pairs = pd.DataFrame({"incident_id": ["A", "A", "A", "B"], "same": [False, False, False, True]})
    >>> pairs = pairs.assign(field="weapon", date_start=pd.to_datetime(["2021-01-01"] * 3 + ["2021-03-01"]))
    >>> measure_report_agreement(pairs)[["incidents", "pairs", "share", "pooled"]].values.tolist()
    [[2.0, 4.0, 0.5, 0.25]]
    """
    random = np.random.default_rng(seed)
    by_incident = pairs.groupby(["field", "incident_id"]).agg(
        share=("same", "mean"), pairs=("same", "size"), same=("same", "sum"), day=("date_start", "first")
    )
    rows = []
    for field in FIELDS.values():
        if field not in by_incident.index.get_level_values("field"):
            continue
        part = by_incident.loc[field]
        weeks = part.groupby(part["day"].dt.to_period("W"))["share"].agg(["sum", "size"]).to_numpy(dtype=float)
        drawn = random.multinomial(len(weeks), np.full(len(weeks), 1 / len(weeks)), size=DRAWS) @ weeks
        bounds = np.quantile(drawn[:, 0] / drawn[:, 1], [0.025, 0.975])
        pooled = part["same"].sum() / part["pairs"].sum()
        rows.append((field, len(part), part["pairs"].sum(), part["share"].mean(), *bounds, pooled))
    table = pd.DataFrame(rows, columns=["label", "incidents", "pairs", "share", "low", "high", "pooled"])
    return table.sort_values("share", ascending=False, kind="stable", ignore_index=True)
