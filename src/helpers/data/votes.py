"""The vote that settles target, weapon, outcome and time of an incident: informants first, then outlets."""

from collections import Counter, defaultdict

import pandas as pd

from .calendar import name_part_of_day
from .informants import identify_informants
from .joining import look_up

VOTED = ["target_type", "weapon", "outcome", "time_local"]
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
    said = look_up(observations.dropna(subset=["incident_id"]), reports, "report_id", "outlet_id", "reprint_of")
    said["part"] = name_part_of_day(said["time_local"])
    said["origin"] = said["reprint_of_report"].fillna(said["outlet_id_report"])
    said["own"] = said["reprint_of_report"].isna()
    voices: defaultdict = defaultdict(list)
    ballots: defaultdict = defaultdict(list)
    clocks: defaultdict = defaultdict(set)
    for row in identify_informants(said, attributions, informants).astype(object).itertuples():
        voices[row.row_id].append(row.informant_id)
    for row in said[["incident_id", "row_id", "part", "origin", "own", *VOTED]].astype(object).itertuples():
        if ":" in str(row.time_local):
            clocks[row.incident_id, row.part].add(row.time_local)
        for column, value in zip(VOTED, (row.target_type, row.weapon, row.outcome, row.part), strict=True):
            if isinstance(value, str) and value not in NO_VALUE:
                ballots[row.incident_id, column].append((value, voices[row.row_id], row.origin, row.own))
    settled: dict[str, dict] = {incident: {} for incident in said["incident_id"].unique()}
    for incident, row in settled.items():
        for column in VOTED:
            value, row[f"{column}_votes"] = _settle(ballots[incident, column])
            times = clocks[incident, value]  # a clock time where just one is reported within the part of the day
            row[column] = times.pop() if len(times) == 1 else value
    columns = [f"{column}{end}" for column in VOTED for end in ("", "_votes")]
    index = pd.Index(list(settled), name="incident_id", dtype="str")
    return pd.DataFrame(list(settled.values()), index, columns, dtype="str")


def _settle(ballots):
    """Return the value on which ballots (value, informants, outlet, own text or not) decide, and the votes in words."""
    ballots = [ballot for ballot in ballots if ballot[0] != "claimed_only"] or ballots  # where no report knows more
    values = {value for value, *_ in ballots}
    if len(values) < 2:
        return next(iter(values), None), None
    value, words = _vote((informant, value) for value, informants, *_ in ballots for informant in informants)
    votes = [f"informants {words}"] if words else []
    if value is None:
        # A reprint has a vote only where the text that it reprints is not there.
        there = {origin for *_, origin, own in ballots if own}
        value, words = _vote((origin, value) for value, _, origin, own in ballots if own or origin not in there)
        votes += [f"outlets {words}"] if words else []
    return value, ", ".join(votes) or None


def _vote(ballots):
    """Give each voter one vote, and return the value with most votes and the counts in words."""
    by_voter: defaultdict = defaultdict(Counter)
    for voter, value in ballots:
        by_voter[voter][value] += 1
    votes = Counter(filter(None, map(_find_leading, by_voter.values())))
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
