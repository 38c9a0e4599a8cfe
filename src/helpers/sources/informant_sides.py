"""Which side confirms an incident."""

import numpy as np
import pandas as pd

from ..data.informants import STATE_SIDES

SIDE_NAMES = ["armed groups only", "state or coalition only", "both sides", "neither side"]


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
