"""Other choices of incidents and reports, under which a result on claims should still stand."""

from ..data.claim_status import classify_claims


def vary_claims(variants, tables):
    """Give each choice of incidents the tables that go with it: without an outlet, its claims are gone as well.

    Parameters
    ----------
    variants : dict of str to geopandas.GeoDataFrame
        As `helpers.vary_selection` returns them; "without" and the name of an outlet leaves out this outlet.
    tables : dict of str to pandas.DataFrame
        The raw tables.

    Returns
    -------
    dict of str to tuple
        The same names; incidents, with the claim status that the tables left give them, and tables.
    """
    outlets = tables["outlets"].drop_duplicates("name").set_index("name")["outlet_id"]
    choices = {}
    for name, incidents in variants.items():
        outlet = outlets.get(name.removeprefix("without ")) if name.startswith("without ") else None
        rest = tables if outlet is None else drop_outlet(tables, outlet)
        if outlet is not None:
            status = classify_claims(incidents, rest["observations"], rest["claims"]).set_axis(incidents.index)
            incidents = incidents.assign(claim_status=status["claim_status"], claimants=status["claimants"])
        choices[name] = (incidents, rest)
    return choices


def drop_outlet(tables, outlet_id):
    """Return the raw tables without what an outlet's own texts say, their reprints included.

    Examples
    --------
    >>> import pandas as pd
    >>> reports = pd.DataFrame({"report_id": ["R1", "R2", "R3"], "outlet_id": list("opp")})
    >>> reports["reprint_of"] = [None, "o", None]
    >>> claims = pd.DataFrame({"report_id": ["R1", "R2", "R3"]})
    >>> tables = {"reports": reports, "claims": claims, "observations": claims, "batch_claims": claims}
    >>> drop_outlet(tables, "o")["claims"]["report_id"].tolist()
    ['R3']
    """
    reports = tables["reports"]
    gone = reports.loc[reports["reprint_of"].fillna(reports["outlet_id"]) == outlet_id, "report_id"]
    names = ["observations", "claims", "batch_claims"]
    return {**tables, **{name: tables[name][~tables[name]["report_id"].isin(gone)] for name in names}}
