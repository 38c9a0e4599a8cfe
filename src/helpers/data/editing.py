"""What new rows need: free identifiers, the incidents they may belong to, and the values that follow from them.

Tables, by name, and rows, by column, are text; empty cells are missing in a table and empty text in a row.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd

from .calendar import span_dates
from .source_rules import strip_address
from .tables import TABLES
from .validation import check_cell
from .votes import VOTED, bound_counts, settle_values


def read_cells(folder):
    """Read the raw tables of a folder, which are known to be valid, as text."""
    options = {"dtype": "str", "keep_default_na": False, "na_values": [""], "encoding": "utf-8"}
    return {name: pd.read_csv(Path(folder) / f"{name}.csv", **options) for name in TABLES}


def put_row(tables, name, row):
    """Return tables with a row put into one, where its key belongs, in place of an earlier row of that key.

    Parameters
    ----------
    tables : dict of str to pandas.DataFrame
    name : str
    row : dict of str to str
        Columns left out are blank.

    Examples
    --------
    >>> districts = pd.DataFrame({"district": ["Afaq", "Zakho"], "province": ["Qadisiyah", "Dohuk"]})
    >>> put_row({"districts": districts}, "districts", {"district": "Amedi"})["districts"]["district"].tolist()
    ['Afaq', 'Amedi', 'Zakho']
    """
    table, key = tables[name], TABLES[name].key
    new = pd.DataFrame([row], dtype="str").reindex(columns=table.columns)
    table = pd.concat([table, new.mask(new == "")]).fillna("").drop_duplicates(key, keep="last")
    table = table.sort_values(key, ignore_index=True)
    return tables | {name: table.mask(table == "")}


def write_table(table):
    """Write a table of text as it stands in ``data/raw``.

    Examples
    --------
    >>> write_table(pd.DataFrame({"district": ["Afaq"], "province": [None]}))
    'district,province\\nAfaq,\\n'
    """
    return table.to_csv(index=False, lineterminator="\n")


def find_next_identifier(tables, name, withdrawn=""):
    """Return the next identifier that no row has or had.

    Parameters
    ----------
    tables : dict of str to pandas.DataFrame
    name : str
        The table that the identifier is for.
    withdrawn : str
        A text that names the rows withdrawn: CHANGELOG.md.

    Examples
    --------
    >>> tables = {"reports": pd.DataFrame({"report_id": ["R0001", "R0002"]})}
    >>> find_next_identifier(tables, "reports"), find_next_identifier(tables, "reports", "Withdrawn: R0003, E0009")
    ('R0003', 'R0004')
    """
    key = TABLES[name].key[0]
    prefix = re.findall("^[A-Z]+", TABLES[name].columns[key].example)[0]
    width = len(TABLES[name].columns[key].example) - len(prefix)
    used = [withdrawn, *tables[name][key]]
    for other, model in TABLES.items():
        for column, definition in model.columns.items():
            if other in tables and definition.references == f"{name}.{key}":
                used += [*tables[other][column].dropna()]
    if "row_checks" in tables:
        used += [*tables["row_checks"]["record_id"].dropna()]
    numbers = re.findall(rf"\b{prefix}([0-9]{{{width},}})\b", " ".join(used))
    return f"{prefix}{max(map(int, numbers), default=0) + 1:0{width}}"


def check_address(url, tables):
    """Return an address with its host in lower case; refuse what is none, and a page that is there already.

    Parameters
    ----------
    url : str
    tables : dict of str to pandas.DataFrame

    Raises
    ------
    ValueError

    Examples
    --------
    >>> tables = {"reports": pd.DataFrame({"report_id": ["R0001"], "url": ["https://example.org/page"]})}
    >>> tables["observations"] = pd.DataFrame({"report_id": ["R0001"], "incident_id": ["IQC0001"]})
    >>> check_address("http://www.Example.org/page/", tables)
    Traceback (most recent call last):
        ...
    ValueError: the page is there already: R0001, https://example.org/page (IQC0001); edit its rows instead
    """
    url = re.sub(r"^https?://[^/?#]+", lambda host: host[0].lower(), url.strip(), flags=re.IGNORECASE)
    problem = check_cell("reports", "url", url)
    if problem:
        raise ValueError(problem)
    reports, observations = tables["reports"], tables["observations"]
    there = reports[strip_address(reports["url"]) == strip_address(pd.Series([url])).iloc[0]]
    for row in there.itertuples():
        incidents = observations.loc[observations["report_id"] == row.report_id, "incident_id"].dropna()
        of = ", ".join(incidents) or "no incident"
        raise ValueError(f"the page is there already: {row.report_id}, {row.url} ({of}); edit its rows instead")
    return url


def guess_outlet(url, reports):
    """Return the outlet whose reports have the host of an address, None if there is none or several.

    Examples
    --------
    >>> reports = pd.DataFrame({"url": ["https://www.example.org/a", "https://example.com/"], "outlet_id": ["a", "b"]})
    >>> guess_outlet("http://en.example.org/news/1", reports), guess_outlet("https://example.net/", reports)
    ('a', None)
    """
    host, hosts = _name_host(url), reports["url"].map(_name_host)
    akin = hosts.map(lambda other: f".{other}".endswith(f".{host}") or f".{host}".endswith(f".{other}"))
    for same in (hosts == host, akin):
        outlets = reports.loc[same, "outlet_id"].unique()
        if len(outlets) == 1:
            return outlets[0]
    return None


def _name_host(url):
    return re.sub(r"^((www|m|mobile|amp)\.)+", "", urlsplit(url).hostname or "")


def guess_day(url):
    """Return the day that an address holds, such as that of publication.

    Examples
    --------
    >>> guess_day("https://example.org/2021/7/29/page"), guess_day("https://example.org/2021/13/29"), guess_day("x")
    ('2021-07-29', '', '')
    """
    found = re.search(r"(?<!\d)(20\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?!\d)", url)
    day = pd.to_datetime("-".join(found.groups()), format="%Y-%m-%d", errors="coerce") if found else pd.NaT
    return "" if pd.isna(day) else f"{day:%Y-%m-%d}"


def find_candidates(incidents, date, province):
    """Find the incidents that an attack may be: at most a day and no province apart.

    Parameters
    ----------
    incidents : pandas.DataFrame
    date : str
        YYYY, YYYY-MM or YYYY-MM-DD; empty if unknown, which fits any day.
    province : str
        Empty if unknown, which fits any province, as an incident without one does.

    Returns
    -------
    pandas.DataFrame
        Rows of ``incidents``.

    Examples
    --------
    >>> incidents = pd.DataFrame({"incident_id": ["A", "B", "C"], "province": ["Babil", None, "Basra"]})
    >>> incidents = incidents.assign(date_start="2021-07-30", date_end="2021-07-30")
    >>> find_candidates(incidents, "2021-07-29", "Babil")["incident_id"].tolist()
    ['A', 'B']
    """
    fits = incidents["province"].isna() | (incidents["province"] == province) if province else True
    if date:
        first, last = (pd.Timestamp(days[0]) for days in span_dates(pd.Series([date])))
        start, end = (pd.to_datetime(incidents[column]) for column in ("date_start", "date_end"))
        fits &= (start <= last + pd.Timedelta(days=1)) & (end >= first - pd.Timedelta(days=1))
    return incidents[fits] if date or province else incidents


def derive_incident(incident, tables):
    """Fill in what follows from the observations of an incident: the values voted on and the counts.

    A value for which ``value_reasons`` gives a reason stays as it is, unless the vote agrees with it now; then the
    reason goes.

    Parameters
    ----------
    incident : dict of str to str
        One row of ``incidents.csv``.
    tables : dict of str to pandas.DataFrame
        With at least one observation of the incident.
    """
    said = tables["observations"][tables["observations"]["incident_id"] == incident["incident_id"]]
    cited = tables["attributions"][tables["attributions"]["row_id"].isin(said["row_id"])]
    settled = settle_values(said, tables["reports"], cited, tables["informants"]).iloc[0]
    texts = filter(None, incident.get("value_reasons", "").split(";"))
    reasons = {text.split(":")[0].strip(): text.strip() for text in texts}
    row = dict(incident)
    for column in VOTED:
        value = settled[column] if pd.notna(settled[column]) else "" if column == "time_local" else "unknown"
        if reasons.get(column) and row.get(column, "") == value:
            del reasons[column]
        elif column not in reasons:
            row[column] = value
    bounds = bound_counts(said).iloc[0]
    figures = {name: "" if pd.isna(bound) else f"{bound:.0f}" for name, bound in bounds.items()}
    return row | {"value_reasons": "; ".join(reasons.values())} | figures
