"""On whose word an incident rests."""

import numpy as np
import pandas as pd

from ..data.informants import STATE_SIDES

SIDE_NAMES = ["both sides", "state or coalition only", "armed groups only", "others only", "nobody named"]


def name_sides(incidents):
    """Name the sides whose informants say that an incident took place.

    Parameters
    ----------
    incidents : pandas.DataFrame
        With ``sides``, separated by semicolons.

    Returns
    -------
    pandas.Series
        Ordered categories, each of `SIDE_NAMES`.

    Examples
    --------
    >>> name_sides(pd.DataFrame({"sides": ["armed_groups", "armed_groups;coalition", None]})).tolist()
    ['armed groups only', 'both sides', 'nobody named']
    """
    named = incidents["sides"].astype("str").fillna("").str.split(";")
    armed = named.map(lambda sides: "armed_groups" in sides).astype("bool")
    state = named.map(lambda sides: bool(set(sides) & set(STATE_SIDES))).astype("bool")
    other = named.map(lambda sides: sides != [""]).astype("bool")
    names = np.select([armed & state, state, armed, other], SIDE_NAMES[:-1], SIDE_NAMES[-1])
    return pd.Series(pd.Categorical(names, SIDE_NAMES, ordered=True), index=incidents.index)
