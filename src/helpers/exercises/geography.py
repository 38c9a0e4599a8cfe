"""Check the exercises that use geopandas: a map, a spatial join, a buffer along a road."""

import geopandas
import numpy as np
import pandas as pd

from .answers import check, compare_number, compare_rows, say

METRES = "EPSG:32638"  # UTM zone 38N, in which Iraq's distances are right to a few metres per kilometre
ROUNDING = 0.01  # of the distance: so close to the limit either answer is right


@check(5, "the map shows your incidents and says how many it cannot show")
def check_map(mine, mapped, ax, not_drawn, note, incidents, provinces):
    """Check a map of some incidents of core scope by province, and the number of those that it cannot show.

    Parameters
    ----------
    mine : pandas.DataFrame
        The incidents chosen.
    mapped : geopandas.GeoDataFrame
        What is drawn: one row per province, with ``province`` and ``attacks``.
    ax : matplotlib.axes.Axes
        However it was drawn.
    not_drawn : int
    note : str
        The words under the map.
    incidents, provinces : geopandas.GeoDataFrame
        All incidents, and the provinces.
    """
    core = incidents[incidents["scope"] == "core"]
    wrong = {"of another scope": incidents[incidents["scope"] != "core"]}
    hints = list(compare_rows("mine", mine, core, wrong, whole=False))
    if not hints and len(mine) in (0, len(core)):
        hints = ["mine is empty" if mine.empty else "mine has every incident of core scope; choose some of them"]
    if hints:
        return hints
    mine = core[core["incident_id"].isin(mine["incident_id"])]
    others = {int(core["province"].isna().sum()): "counts those of every incident, not only of yours"}
    hints = [*compare_number("not_drawn", not_drawn, int(mine["province"].isna().sum()), others)]
    hints += _compare_mapped(mapped, mine, core, provinces)
    hints = hints or [*_compare_drawn(ax, mapped)]
    if not isinstance(note, str) or str(not_drawn) not in note:
        hints.append("note does not say how many incidents the map cannot show")
    return hints


def _compare_mapped(mapped, mine, core, provinces):
    """Yield hints on the frame that is drawn."""
    if not isinstance(mapped, geopandas.GeoDataFrame):
        yield f"mapped is a {type(mapped).__name__}; merge the counts into provinces, which keeps the geometry"
        return
    missing = {"province", "attacks"} - set(mapped.columns)
    if missing:
        yield f"mapped lacks the column {' and '.join(sorted(missing))}"
        return
    names = provinces["province"]
    if mapped["province"].duplicated().any():
        yield "mapped has a province more than once; count first, then merge"
        return
    given = mapped.set_index("province")["attacks"].reindex(names).fillna(0)
    right, all_core = (rows["province"].value_counts().reindex(names, fill_value=0) for rows in (mine, core))
    if (given == right).all():
        if not set(right[right > 0].index) <= set(mapped["province"]):
            yield "mapped lacks provinces with attacks"
    elif (given == all_core).all():
        yield "mapped counts every incident of core scope, not those in mine"
    else:
        name = min(names[(given != right).to_numpy()])
        yield f"the number of attacks in {name} is {say(given[name], right[name])}"


def _compare_drawn(ax, mapped):
    """Yield a hint if the axes hold no map, or colours that do not follow the numbers."""
    collections = [one for one in getattr(ax, "collections", []) if len(one.get_paths())]
    if not collections:
        yield "ax has no map on it; draw it with mapped.plot(column=…)"
        return
    values = mapped.dropna(subset="attacks").explode(index_parts=False)["attacks"].to_numpy()
    shades = {tuple(colour) for one in collections for colour in one.get_facecolor()}
    coded = [one.get_array() for one in collections if one.get_array() is not None]
    if not coded and len(shades) < 2 and len(np.unique(values)) > 1:
        yield "every province has the same colour; colour them by attacks, with column="
    for array in (np.ma.filled(array, np.nan) for array in coded if len(array) == len(values)):
        order = np.argsort(values, kind="stable")
        ranked = pd.Series(array[order]).groupby(values[order])
        if (ranked.min().to_numpy()[1:] < ranked.max().to_numpy()[:-1]).any():
            yield "the colours do not follow the number of attacks; hand over column='attacks'"


@check(1, "every located attack lies in one district, by its position and not by its name")
def check_join(by_district, incidents, districts):
    """Check counts by district of the core-scope incidents that are located as points, found by a spatial join.

    Parameters
    ----------
    by_district : pandas.Series
        Districts to counts; districts without an attack may be left out.
    incidents, districts : geopandas.GeoDataFrame
        All incidents, and the districts.
    """
    names = districts["district"]
    if not isinstance(by_district, pd.Series):
        kind = type(by_district).__name__
        yield f"by_district is a {kind}; make it a Series with the names of districts as its index"
        return
    if by_district.index.has_duplicates or not by_district.index.isin(names).all():
        yield "the index of by_district should be names of districts, each once"
        return
    by_district = by_district.reindex(names, fill_value=0)
    located = incidents[["scope", "geometry"]].sjoin(districts[["district", "geometry"]])
    core, points = located["scope"] == "core", located.geom_type == "Point"
    found = [located["district"][rows] for rows in (core & points, core, points)]
    found.append(incidents.loc[incidents["scope"] == "core", "district"])
    right, lines, of_all, named = (rows.value_counts().reindex(names, fill_value=0) for rows in found)
    if (by_district == right).all():
        return
    if (by_district == lines).all():
        yield "a road segment is a line, and a line crosses several districts; keep the points only"
    elif (by_district == of_all).all():
        yield "by_district includes incidents of another scope"
    elif (by_district == named).all():
        yield "these are the districts of the gazetteer; find them by position, with sjoin"
    elif by_district.sum() == len(districts) or by_district.sum() == 0:
        yield "by_district counts districts, not incidents"
    else:
        name = min(names[(by_district != right).to_numpy()])
        yield f"the count of {name} is {say(by_district[name], right[name])}"


@check(1, "the distances are in metres, in a projection that fits Iraq")
def check_buffer(near, kilometres, road, incidents):
    """Check which core-scope incidents, located as points, lie within a distance of a road.

    Parameters
    ----------
    near : pandas.DataFrame
        The incidents.
    kilometres : float
    road, incidents : geopandas.GeoDataFrame
        The road, and all incidents.
    """
    points = incidents[(incidents["scope"] == "core") & (incidents.geom_type == "Point")]
    away = points.to_crs(METRES).distance(road.to_crs(METRES).union_all()) / 1000
    stretched = points.to_crs("EPSG:3857").distance(road.to_crs("EPSG:3857").union_all()) / 1000
    surely = points[away <= kilometres * (1 - ROUNDING)]
    beyond = points[away > kilometres * (1 + ROUNDING)]
    chosen = set(near["incident_id"]) if isinstance(near, pd.DataFrame) and "incident_id" in near else set()
    if chosen == set(points["incident_id"]) and len(beyond):
        return ["near has every incident; a buffer in EPSG:4326 is in degrees, so reproject to metres first"]
    if chosen == set(points.loc[stretched <= kilometres, "incident_id"]) != set(surely["incident_id"]):
        return [f"Web Mercator stretches distances in Iraq by about a sixth; use UTM zone 38N, {METRES}"]
    wrong = {
        "of another scope": incidents[incidents["scope"] != "core"],
        "without a point": incidents[(incidents["scope"] == "core") & (incidents.geom_type != "Point")],
        "farther from the road": beyond,
    }
    between = points[~points["incident_id"].isin([*surely["incident_id"], *beyond["incident_id"]])]
    return compare_rows("near", near, pd.concat([surely, between[between["incident_id"].isin(chosen)]]), wrong)
