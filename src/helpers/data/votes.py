"""The vote that settles target, weapon, outcome and time of an incident: informants first, then outlets."""

from collections import Counter, defaultdict

import numpy as np
import pandas as pd

from .calendar import name_part_of_day
from .informants import identify_informants

VOTED = ["target_type", "weapon", "outcome", "time_local"]
KEY = ["incident_id", "column"]
NO_VALUE = ["unknown", "denied"]  # a denial stands in attributions.csv
KIND = {"explosively_formed_penetrator": "ied"}  # a kind of improvised explosive device


def settle_values(observations, reports, attributions, informants):
    """Say which value of each column that is voted on follows from the observations of each incident.

    Each identified informant has one vote, the value that most of the rows attributed to it give. Where no
    value has more votes than every other, each outlet with a text of its own has one. Where outlets do not
    decide either, the value is unknown.

    Parameters
    ----------
    observations, reports, attributions, informants : pandas.DataFrame
        The raw tables.

    Returns
    -------
    pandas.DataFrame
        One row per incident with an observation, by ``incident_id``: ``target_type``, ``weapon``, ``outcome`` and
        ``time_local``, missing where none has a majority or no observation gives one; and for each of them, such as
        ``weapon_votes``, the votes in words, missing where all observations that give a value agree.

    Examples
    --------
    >>> observations = pd.DataFrame({"row_id": ["E1", "E2", "E3"], "incident_id": "A", "report_id": ["R1", "R2", "R3"]})
    >>> observations = observations.assign(target_type="unknown", weapon=["ied", "rpg", "rpg"], outcome="unknown")
    >>> observations["time_local"] = pd.Series([None] * 3, dtype="str")
    >>> reports = pd.DataFrame({"report_id": ["R1", "R2", "R3"], "outlet_id": ["o", "p", "p"], "reprint_of": None})
    >>> nobody = pd.DataFrame(columns=["row_id", "informant_id", "says", "kind", "side", "counts"], dtype="str")
    >>> settle_values(observations, reports, nobody, nobody).loc["A", ["weapon", "weapon_votes"]].tolist()
    [nan, 'outlets 1 to 1']
    """
    said = observations.dropna(subset=["incident_id"])
    number, ids = pd.factorize(said["incident_id"])
    agreed = pd.DataFrame(index=pd.Index(ids, name="incident_id"))
    disputed = np.zeros(len(ids), dtype="bool")
    for column in VOTED:
        agreed[column], differ = _find_agreed(said[column], number, len(ids))
        agreed[f"{column}_votes"] = pd.Series(pd.NA, index=agreed.index, dtype="str")
        disputed |= differ
    if not disputed.any():
        return agreed
    ballots = _list_ballots(said[disputed[number]], reports)
    voted = _count_ballots(ballots, identify_informants(said, attributions, informants))
    voted = _find_clock_times(voted, said).pivot(index="incident_id", columns="column", values=["value", "votes"])
    voted.columns = [f"{column}_votes" if what == "votes" else column for what, column in voted.columns]
    return pd.concat([agreed[~disputed], voted.reindex(index=agreed.index[disputed], columns=agreed.columns)])


def _find_agreed(values, number, count):
    """Return the value that all observations of an incident agree on, and say where they differ.

    Most incidents need no vote, and to count one is slow.
    """
    codes, names = pd.factorize(values)
    codes = np.where(np.isin(codes, np.flatnonzero(np.isin(names, NO_VALUE))), -1, codes)
    given = codes >= 0
    lowest, highest = np.full(count, len(names)), np.full(count, -1)
    np.minimum.at(lowest, number[given], codes[given])
    np.maximum.at(highest, number[given], codes[given])
    value = pd.Series(names, dtype="str").reindex(np.where(lowest == highest, highest, -1))
    return value.to_numpy(), (highest >= 0) & (lowest != highest)


def _list_ballots(said, reports):
    """Return one row per observation and column for which it gives a value that can be voted on."""
    texts = reports.drop_duplicates("report_id").set_index("report_id")[["outlet_id", "reprint_of"]]
    said = said.join(texts, on="report_id")
    said = said.assign(
        origin=said["reprint_of"].fillna(said["outlet_id"]),
        reprinted=said["reprint_of"].notna(),
        time_local=name_part_of_day(said["time_local"]),
    )
    said = said.melt(["incident_id", "row_id", "origin", "reprinted"], VOTED, "column", "value")
    said = said[said["value"].notna() & ~said["value"].isin(NO_VALUE)]
    claim = said["value"] == "claimed_only"  # votes only where no report knows more
    return said[~claim | claim.groupby([said["incident_id"], said["column"]]).transform("all")]


def _count_ballots(ballots, identified):
    """Return one row per incident and column with a ballot: the value that wins, and the votes in words."""
    by_informant = _sort_ballots(ballots.merge(identified[["row_id", "informant_id"]], on="row_id"), "informant_id")
    by_outlet = _sort_ballots(_keep_own_texts(ballots), "origin")
    rows = []
    for key, values in ballots.groupby(KEY)["value"].agg(set).items():
        if len(values) == 1:
            rows.append((*key, *values, None))
            continue
        value, words = _vote(by_informant[key])
        votes = [f"informants {words}"] if words else []
        if value is None:
            value, words = _vote(by_outlet[key])
            votes += [f"outlets {words}"] if words else []
        rows.append((*key, value, ", ".join(votes) or None))
    return pd.DataFrame(rows, columns=[*KEY, "value", "votes"], dtype="str")


def _keep_own_texts(ballots):
    """Leave out reprints, but for those of an outlet whose own text is not there."""
    only_reprints = ballots.groupby([*KEY, "origin"])["reprinted"].transform("all")
    return ballots[~ballots["reprinted"] | only_reprints]


def _sort_ballots(ballots, voter):
    """Count the values that each voter gives, by incident and column."""
    sorted_ballots: defaultdict = defaultdict(lambda: defaultdict(Counter))
    for incident, column, name, value in ballots[[*KEY, voter, "value"]].itertuples(index=False):
        sorted_ballots[incident, column][name][value] += 1
    return sorted_ballots


def _vote(voters):
    """Give each voter one vote, and return the value with most votes and the counts in words."""
    votes = Counter(filter(None, map(_find_leading, voters.values())))
    counts = sorted(_count_kinds(votes).values(), reverse=True)
    words = " to ".join(map(str, counts if len(counts) > 1 else [*counts, 0]))
    return _find_leading(votes), words if votes else ""


def _find_leading(ballots):
    """Return the value that most ballots give; nothing if they split evenly."""
    kinds = _count_kinds(ballots)
    leading = [kind for kind, number in kinds.items() if number == max(kinds.values())]
    if len(leading) != 1:
        return None
    # Of a device and a penetrator the one with more ballots; where they are even "ied".
    return max(
        (value for value in ballots if KIND.get(value, value) == leading[0]), key=lambda value: (ballots[value], value)
    )


def _count_kinds(ballots):
    kinds: Counter = Counter()
    for value, number in ballots.items():
        kinds[KIND.get(value, value)] += number
    return kinds


def _find_clock_times(settled, observations):
    """Write the clock time where just one is reported within the part of the day that has most votes."""
    clock = observations.loc[observations["time_local"].str.contains(":", na=False), ["incident_id", "time_local"]]
    clock = clock.assign(value=name_part_of_day(clock["time_local"]), column="time_local")
    times = clock.groupby([*KEY, "value"])["time_local"].agg(["first", "nunique"])
    times = times.loc[times["nunique"] == 1, "first"].rename("clock")
    settled = settled.join(times, on=[*KEY, "value"])
    return settled.assign(value=settled["clock"].fillna(settled["value"])).drop(columns="clock")


def bound_counts(observations):
    """Return the lowest and the highest figure that the observations of each incident give.

    Parameters
    ----------
    observations : pandas.DataFrame
        With ``incident_id``, ``vehicles_damaged`` (a number or "some") and ``killed_min`` to ``injured_max``, as
        numbers or as text.

    Returns
    -------
    pandas.DataFrame
        One row per incident, by ``incident_id``: ``vehicles_damaged_min`` to ``injured_max``. The highest figure is
        missing where an observation has "some" or a minimum only, and none gives more than one.

    Examples
    --------
    >>> counts = dict.fromkeys(["killed_min", "killed_max", "injured_min", "injured_max"])
    >>> said = pd.DataFrame({"incident_id": ["A", "A", "B"], "vehicles_damaged": ["some", "3", "some"], **counts})
    >>> bound_counts(said)[["vehicles_damaged_min", "vehicles_damaged_max"]].fillna(-1).values.tolist()
    [[1.0, 3.0], [1.0, -1.0]]
    """
    some = observations["vehicles_damaged"] == "some"
    vehicles = pd.to_numeric(observations["vehicles_damaged"].mask(some), errors="coerce").astype("Float64")
    said = observations.assign(vehicles_damaged_min=vehicles.mask(some, 1), vehicles_damaged_max=vehicles)
    bounds = {}
    for name in ("vehicles_damaged", "killed", "injured"):
        low, high = (pd.to_numeric(said[f"{name}_{end}"], errors="coerce").astype("Float64") for end in ("min", "max"))
        is_open = (low.notna() & high.isna()).groupby(said["incident_id"]).any()
        highest = high.groupby(said["incident_id"]).max()
        bounds[f"{name}_min"] = low.groupby(said["incident_id"]).min()
        bounds[f"{name}_max"] = highest.mask(is_open & (highest < 2).fillna(False))
    return pd.DataFrame(bounds)
