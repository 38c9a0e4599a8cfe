"""Choose the incidents to look at, and say what is left out."""

from dataclasses import dataclass

import geopandas
import pandas as pd

from .hints import suggest
from .vocabularies import CORROBORATIONS, SCOPES


@dataclass(frozen=True)
class Selection:
    """The incidents that a notebook looks at, numbered from 0."""

    incidents: geopandas.GeoDataFrame
    note: str  # how many are shown and what is left out, to stand under a chart
    is_published: bool  # whether the parameters are PUBLISHED

    def headline(self, answer, neutral):
        """Return the answer as a headline; the neutral one if a reader has changed the parameters."""
        return answer if self.is_published else neutral


def select_incidents(
    incidents, *, first_day="2020-01-01", last_day="2022-12-31", scope="core", group=None, corroboration=None
):
    """Select incidents by period, scope, claimant and corroboration, and count what is left out.

    Parameters
    ----------
    incidents : geopandas.GeoDataFrame
        As `helpers.load_incidents` returns them. Other people's events have no scope, so that it does not matter.
    first_day, last_day : str
        Days as YYYY-MM-DD; an incident must lie between them with its whole interval.
    scope : str or None
        The scope to keep, such as ``core``; None keeps all.
    group : str or None
        ``group_id`` of an armed group: only what it claimed or showed.
    corroboration : str or None
        The least corroboration to keep: ``one_informant``, ``two_informants`` or ``two_sides``.

    Returns
    -------
    Selection

    Raises
    ------
    ValueError
        If a day does not exist, the days are reversed, a scope, group or corroboration is unknown, or the events
        do not record what is asked for.

    Examples
    --------
    >>> days = pd.to_datetime(["2020-05-01", "2021-05-01"])
    >>> incidents = pd.DataFrame({"date_start": days, "date_end": days, "scope": ["core", "core"]})
    >>> select_incidents(incidents, first_day="2021-01-01").note
    'These figures cover 1 of 2 reported attacks; 1 outside 1 Jan 2021 – 31 Dec 2022 is left out.'
    """
    first, last = _read_day("FIRST_DAY", first_day), _read_day("LAST_DAY", last_day)
    if last < first:
        raise ValueError(f"LAST_DAY ({last_day}) lies before FIRST_DAY ({first_day}); swap them")
    outside = (incidents["date_start"] < first) | (incidents["date_end"] > last)
    reason = pd.Series(pd.NA, index=incidents.index, dtype="str")
    if corroboration is not None:
        _require(incidents, "CORROBORATION", corroboration, "corroboration")
        grades = list(CORROBORATIONS)
        _check("CORROBORATION", corroboration, grades)
        enough = incidents["corroboration"].isin(grades[: grades.index(corroboration) + 1])
        reason[~enough] = f"known from less than “{corroboration.replace('_', ' ')}”"
    if group is not None:
        _require(incidents, "GROUP", group, "claimants")
        claimants = incidents["claimants"].fillna("").str.split(";")
        _check("GROUP", group, sorted(set(claimants.explode()) - {""}))
        reason[~claimants.map(lambda names: group in names)] = "not claimed or shown by the group"
    if scope is not None and "scope" in incidents:
        _check("SCOPE", scope, list(SCOPES))
        reason[incidents["scope"] != scope] = f"not of {scope} scope"
        diplomatic = incidents.get("target_type", reason) == "diplomatic_convoy"
        reason[(incidents["scope"] != scope) & diplomatic] = "on diplomatic convoys"
    reason[outside] = f"outside {first:%-d %b %Y} – {last:%-d %b %Y}"
    kept = incidents[reason.isna()].reset_index(drop=True)
    is_published = [first_day, last_day, scope, group, corroboration] == list(PUBLISHED.values())
    return Selection(kept, _write_note(reason, incidents.attrs.get("noun", "attack")), is_published)


PUBLISHED = select_incidents.__kwdefaults__ or {}  # the parameters with which the notebooks are published


def _read_day(name, day):
    try:
        return pd.Timestamp(pd.to_datetime(day, format="%Y-%m-%d"))
    except (ValueError, TypeError) as error:
        raise ValueError(f"{name}: {day!r} is not a date; write an existing day as YYYY-MM-DD") from error


def _require(incidents, name, value, column):
    if column not in incidents or (len(incidents) and incidents[column].isna().all()):
        raise ValueError(f"{name}: these events do not record {column}, so none can be {value!r}; write None")


def _check(name, value, allowed):
    if value not in allowed:
        hint = suggest(str(value), list(allowed))
        raise ValueError(f"{name}: {value!r} is unknown{hint}; allowed: {', '.join(allowed)}, or None")


def _write_note(reason, noun):
    left_out = [f"{count} {why}" for why, count in reason.value_counts().sort_index().items()]
    excluded = f"; {', '.join(left_out)} {'is' if reason.notna().sum() == 1 else 'are'} left out" if left_out else ""
    return f"These figures cover {reason.isna().sum()} of {len(reason)} reported {noun}s{excluded}."
