"""Who says that an attack took place: informants, their sides, and how well an incident is corroborated."""

import numpy as np
import pandas as pd

from .joining import join_values
from .vocabularies import DENIALS

STATE_SIDES = ["iraqi_state", "coalition"]
SIDE_NAMES = ["armed groups only", "state or coalition only", "both sides", "neither side"]


def identify_informants(observations, attributions, informants):
    """List the identified informants who say that an attack took place.

    An informant that counts only if alone counts where no other of its kind speaks of the incident.

    Parameters
    ----------
    observations, attributions, informants : pandas.DataFrame
        The raw tables.

    Returns
    -------
    pandas.DataFrame
        One row per observation and informant: ``incident_id``, ``row_id``, ``informant_id``, ``side``.
        The same informant stands in several rows where several reports cite it.

    Examples
    --------
    >>> observations = pd.DataFrame({"row_id": ["E1", "E2"], "incident_id": ["A", "A"]})
    >>> attributions = pd.DataFrame({"row_id": ["E1", "E2"], "informant_id": ["police", "source"], "says": "attack"})
    >>> informants = pd.DataFrame({"informant_id": ["police", "source"], "kind": "security_source"})
    >>> informants = informants.assign(side="iraqi_state", counts=["yes", "if_alone"])
    >>> identify_informants(observations, attributions, informants)["informant_id"].tolist()
    ['police']
    """
    said = attributions.loc[attributions["says"] == "attack", ["row_id", "informant_id"]]
    said = said.merge(observations.loc[observations["incident_id"].notna(), ["row_id", "incident_id"]], on="row_id")
    said = said.merge(informants[["informant_id", "kind", "side", "counts"]], on="informant_id")
    said = said[said["counts"] != "no"]
    voices = said.drop_duplicates(["incident_id", "informant_id"])
    voices = voices.sort_values(["counts", "informant_id"], ascending=[False, True])  # "yes" before "if_alone"
    counted = voices[(voices["counts"] == "yes") | ~voices.duplicated(["incident_id", "kind"])]
    said = said.merge(counted[["incident_id", "informant_id"]], on=["incident_id", "informant_id"])
    return said[["incident_id", "row_id", "informant_id", "side"]]


def grade_corroboration(observations, attributions, informants):
    """Say of each incident that is observed who says that it took place and whether anybody denies it, by incident.

    The columns are those of `helpers.data.incidents.assemble_incidents`.

    Examples
    --------
    >>> observations = pd.DataFrame({"row_id": ["E1", "E2"], "incident_id": ["A", "B"]})
    >>> attributions = pd.DataFrame({"row_id": ["E1", "E1"], "informant_id": ["army", "group"], "says": "attack"})
    >>> informants = pd.DataFrame({"informant_id": ["army", "group"], "kind": ["official_body", "claimant"]})
    >>> informants = informants.assign(side=["iraqi_state", "armed_groups"], counts="yes")
    >>> grade_corroboration(observations, attributions, informants)["corroboration"].to_dict()
    {'A': 'two_sides', 'B': 'unsourced'}
    """
    incidents = pd.Index(observations["incident_id"].dropna().unique(), name="incident_id")
    identified = identify_informants(observations, attributions, informants)
    number = identified.groupby("incident_id")["informant_id"].nunique().reindex(incidents, fill_value=0)
    armed = incidents.isin(identified.loc[identified["side"] == "armed_groups", "incident_id"])
    state = incidents.isin(identified.loc[identified["side"].isin(STATE_SIDES), "incident_id"])
    grades = {"two_sides": armed & state, "two_informants": number > 1, "one_informant": number == 1}
    grade = np.select(list(grades.values()), list(grades), "unsourced")
    denied = attributions.merge(observations[["row_id", "incident_id"]], on="row_id")
    denials = [incidents.isin(denied.loc[denied["says"] == says, "incident_id"]) for says in DENIALS]
    denial = np.select(denials, list(DENIALS), "")  # the first of them where both are said
    return pd.DataFrame(
        {
            "informants": number,
            "sides": join_values(identified["incident_id"], identified["side"], ";").reindex(incidents),
            "corroboration": pd.Series(grade, index=incidents, dtype="str"),
            "denial": pd.Series(denial, index=incidents, dtype="str").replace("", pd.NA),
        }
    )


def name_sides(incidents):
    """Name the sides whose informants confirm that an incident took place.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``sides``, separated by semicolons.

    Returns
    -------
    pandas.Series
        Ordered categories, each of `SIDE_NAMES`. Neither side: no informant is identified, or only bystanders are.

    Examples
    --------
    >>> name_sides(pd.DataFrame({"sides": ["armed_groups", "armed_groups;coalition", None]})).tolist()
    ['armed groups only', 'both sides', 'neither side']
    """
    named = incidents["sides"].astype("str").fillna("").str.split(";")
    armed = named.map(lambda sides: "armed_groups" in sides).astype("bool")
    state = named.map(lambda sides: bool(set(sides) & set(STATE_SIDES))).astype("bool")
    names = np.select([armed & ~state, state & ~armed, armed & state], SIDE_NAMES[:-1], SIDE_NAMES[-1])
    return pd.Series(pd.Categorical(names, SIDE_NAMES, ordered=True), index=incidents.index)
