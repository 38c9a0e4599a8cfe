"""How multiple systems estimation fails: lists with a known truth."""

import numpy as np
import pandas as pd

from ..statistics.intervals import share_with_interval
from .estimates import count_combinations, estimate_total

TRUTH = 500  # attacks
REACH = [0.45, 0.4, 0.25, 0.15]  # share of all attacks that each of four lists holds
INFORMANTS = [0.45, 0.35]  # share of all attacks that each of two informants reports
RELAYS = [[0.8, 0.6, 0.4, 0.15], [0.15, 0.4, 0.6, 0.8]]  # share of each informant's attacks that each list relays
UNEVEN = 0.6  # half of the attacks are so much likelier than the average to be on any list, the others less
KINDS = {
    "independent": "four lists that find attacks independently",
    "uneven": "independent lists, but some attacks likelier to be reported",
    "relayed": "four lists that draw on the same two informants",
}


def simulate_lists(kind, truth, random):
    """Draw which of four lists hold each attack: one row per attack, one column per list, of 0 and 1."""
    if kind == "relayed":
        heard = random.random((truth, 2)) < INFORMANTS
        relayed = random.random((truth, 2, 4)) < RELAYS
        held = (heard[:, :, None] & relayed).any(axis=1)
    else:
        tilt = 1 + UNEVEN * np.where(random.random((truth, 1)) < 0.5, 1, -1) * (kind == "uneven")
        held = random.random((truth, 4)) < np.array(REACH) * tilt
    return pd.DataFrame(held.astype("int64"), columns=list("abcd"))


def try_estimates(simulations=60):
    """Estimate a known number of attacks from simulated lists, again and again.

    Parameters
    ----------
    simulations : int
        Of each kind of lists.

    Returns
    -------
    pandas.DataFrame
        One row per kind of lists: ``label``; ``simulations``; ``reported`` and ``estimate``, medians; ``truth``;
        ``covered``: intervals that hold the truth; and their share, ``share``, with ``low`` and ``high`` (Wilson).
    """
    rows = []
    for kind, label in KINDS.items():
        random = np.random.default_rng(0)
        draws = [count_combinations(simulate_lists(kind, TRUTH, random)) for _ in range(simulations)]
        results = pd.DataFrame([estimate_total(cells) for cells in draws])
        covered = int(((results["low"] <= TRUTH) & (results["high"] >= TRUTH)).sum())
        medians = results["reported"].median(), results["total"].median()
        rows.append((label, simulations, *medians, TRUTH, covered, *share_with_interval(covered, simulations)))
    columns = ["label", "simulations", "reported", "estimate", "truth", "covered", "share", "low", "high"]
    return pd.DataFrame(rows, columns=columns)
