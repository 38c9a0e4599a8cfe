"""Choose the incidents to look at, and keep count of those set aside."""

import pandas as pd

from .vocabularies import CONFIDENCES


def mark_left_out(incidents, *, first_day=None, last_day=None, scope=None, minimum_confidence=None):
    """Say of each incident why it is left out, if it is.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``date_start`` and ``date_end``; with ``scope`` or ``confidence`` where they are chosen by.
    first_day, last_day : str, optional
        Days as YYYY-MM-DD; an incident must lie between them with its whole interval.
    scope : str, optional
        The scope to keep, for example ``core``.
    minimum_confidence : str, optional
        ``high``, ``medium`` or ``low``: incidents of which no coding is as sure are left out.

    Raises
    ------
    ValueError
        If the confidence is none of these.

    Returns
    -------
    pandas.DataFrame
        The same rows with a column ``left_out``: the reason, missing for those kept.

    Examples
    --------
    >>> days = pd.to_datetime(["2020-05-01", "2021-05-01"])
    >>> incidents = pd.DataFrame({"date_start": days, "date_end": days, "scope": ["core", "core"]})
    >>> mark_left_out(incidents, first_day="2021-01-01")["left_out"].tolist()
    ['outside the period', nan]
    """
    reason = pd.Series(pd.NA, index=incidents.index, dtype="str")
    if scope is not None:
        reason[incidents["scope"] != scope] = f"of another scope than {scope}"
    if minimum_confidence is not None:
        if minimum_confidence not in CONFIDENCES:
            raise ValueError(f"{minimum_confidence!r} is no confidence; write one of {', '.join(CONFIDENCES)}")
        enough = list(CONFIDENCES)[: list(CONFIDENCES).index(minimum_confidence) + 1]
        reason[~incidents["confidence"].isin(enough)] = f"less sure than {minimum_confidence}"
    outside = pd.Series(False, index=incidents.index)
    if first_day is not None:
        outside |= incidents["date_start"] < pd.Timestamp(first_day)
    if last_day is not None:
        outside |= incidents["date_end"] > pd.Timestamp(last_day)
    reason[outside] = "outside the period"
    return incidents.assign(left_out=reason)


def keep_selected(marked):
    """Return the incidents that `mark_left_out` leaves in, without its column."""
    return marked[marked["left_out"].isna()].drop(columns="left_out").reset_index(drop=True)
