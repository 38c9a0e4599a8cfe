"""How many rows are wrong, and how many attacks of other lists are missing."""

import pandas as pd

from ..statistics.intervals import share_with_interval

CELLS = {"codings": 16, "incidents": 18}  # coded cells of a record: all but identifiers, notes and reasons
CLEAR_ERRORS = ["error", "unsupported", "wrongly_empty"]


def measure_error_rate(row_checks):
    """Say of each audit what share of the cells checked against their pages is clearly wrong.

    Parameters
    ----------
    row_checks : pandas.DataFrame
        As ``row_checks.csv``. Faults that an audit of incidents found in other tables (``field`` has a dot) are
        corrected too, but are no cells of the incidents.

    Returns
    -------
    pandas.DataFrame
        One row per audit: ``audit``, ``sampled``, ``checked`` (page found), ``cells`` (coded cells of the checked
        ones), ``wrong`` (cells that are clearly wrong, unsupported or wrongly empty), ``share`` of the cells that are
        wrong, as a fraction of 1, with ``low`` and ``high`` (Wilson, for as many cells as there are records, if their
        faults come together).

    Examples
    --------
    >>> checks = pd.DataFrame({"record_id": ["A", "A", "B"], "verdict": ["error", "judgement", "correct"]})
    >>> checks = checks.assign(audit="incidents_0.4", field=["weapon", "outcome", "all"])
    >>> measure_error_rate(checks)[["audit", "checked", "cells", "wrong"]].values.tolist()
    [['incidents_0.4', 2, 36, 1]]
    """
    rows = []
    for audit, checks in row_checks.groupby("audit"):
        sampled = checks["record_id"].nunique()
        checked = sampled - checks.loc[checks["verdict"] == "page_not_found", "record_id"].nunique()
        own = ~checks["field"].str.contains(".", regex=False) & ~checks["field"].isin(["all", "note"])
        errors = checks[own & checks["verdict"].isin(CLEAR_ERRORS)]
        cells = checked * CELLS[audit.split("_")[0]]
        together = max(len(errors) / max(errors["record_id"].nunique(), 1), 1)  # faults per record with one
        share = share_with_interval(len(errors) / together, cells / together)
        rows.append((audit, sampled, checked, cells, len(errors), *share))
    return pd.DataFrame(rows, columns=["audit", "sampled", "checked", "cells", "wrong", "share", "low", "high"])


def measure_capture(capture_checks):
    """Say how many attacks of each independent list the data hold.

    The interval is exact (Clopper and Pearson) for the effective number of attacks: fewer than are listed, where the
    share varies more from period to period than chance makes it (Rao and Scott 1992, Biometrics 48, 577-585).

    Parameters
    ----------
    capture_checks : pandas.DataFrame
        As ``capture_checks.csv``; of each list the latest version of the data that was measured counts.

    Returns
    -------
    pandas.DataFrame
        One row per list, the longest first: ``list``, ``first_day``, ``last_day``, ``periods``, ``listed``, ``found``,
        ``perhaps_found``, ``data_version``, and ``share`` found, with ``low`` and ``high``.

    Examples
    --------
    >>> checks = pd.DataFrame({"list": "L", "period_start": ["2021-01-01", "2021-02-01"], "listed": [10, 10]})
    >>> checks = checks.assign(period_end=["2021-01-31", "2021-02-28"], found=[9, 7], perhaps_found=0)
    >>> measure_capture(checks.assign(data_version="0.3.0"))[["listed", "found", "share"]].values.tolist()
    [[20.0, 16.0, 0.8]]
    """
    capture_checks = capture_checks[capture_checks["listed"] > 0]
    rows = []
    for name, checks in capture_checks.groupby("list"):
        version = max(checks["data_version"], key=lambda text: [int(part) for part in text.split(".")])
        latest = checks[checks["data_version"] == version]
        first, last = latest["period_start"].min(), latest["period_end"].max()
        sums = latest[["listed", "found", "perhaps_found"]].sum().tolist()
        bounds = _bound_capture(latest["found"].to_numpy(dtype=float), latest["listed"].to_numpy(dtype=float))
        rows.append((name, first, last, len(latest), *sums, version, sums[1] / sums[0], *bounds))
    columns = ["list", "first_day", "last_day", "periods", "listed", "found", "perhaps_found", "data_version"]
    rates = pd.DataFrame(rows, columns=[*columns, "share", "low", "high"])
    return rates.sort_values("listed", ascending=False, kind="stable", ignore_index=True)


def _bound_capture(found, listed):
    """Return the interval of a share that varies between periods."""
    from scipy.special import betaincinv

    total, share = listed.sum(), found.sum() / listed.sum()
    inflation = 1.0
    if len(listed) > 1 and 0 < share < 1:
        squares = (found - share * listed) ** 2 / (listed * share * (1 - share))
        inflation = max(1.0, squares.sum() / (len(listed) - 1))
    number = total / inflation
    hits = share * number
    low = betaincinv(hits, number - hits + 1, 0.025) if share > 0 else 0.0
    high = betaincinv(hits + 1, number - hits, 0.975) if share < 1 else 1.0
    return float(low), float(high)
