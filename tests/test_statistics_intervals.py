import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom, poisson

from helpers.statistics.intervals import count_interval, share_with_interval


# Garwood (1936, Biometrika 28, 437-442), table of 95% limits.
@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0, 3.69), (1, 0.0253, 5.57), (10, 4.80, 18.39), (50, 37.11, 65.92)]
)
def test_the_interval_of_a_count_is_that_of_the_table(count, low, high):
    assert count_interval(count) == (pytest.approx(low, abs=0.006), pytest.approx(high, abs=0.006))


@pytest.mark.parametrize("mean", [0.3, 1, 2.5, 7, 20, 77])
def test_the_interval_of_a_count_covers_as_often_as_it_says(mean):
    counts = np.arange(300)
    low, high = count_interval(counts)
    assert poisson.pmf(counts[(low <= mean) & (mean <= high)], mean).sum() >= 0.95


def test_a_missing_count_has_no_interval():
    low, high = count_interval([np.nan, 1])
    assert np.isnan([low[0], high[0]]).all()
    assert np.isfinite([low[1], high[1]]).all()


# Wilson (1927) as tabulated by Newcombe (1998, Statistics in Medicine 17, 857-872, table I).
@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_interval_is_that_of_the_literature(count, total, low, high):
    share, lower, upper = share_with_interval(count, total)
    assert share == pytest.approx(count / total)
    assert (lower, upper) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_share_of_nothing_is_missing():
    assert all(pd.isna(number) for number in share_with_interval(0, 0))


@pytest.mark.parametrize("total", [5, 8, 17, 21, 34, 77, 130, 379])
def test_the_interval_of_a_share_covers_it(total):
    """By the binomial distribution itself, on average over shares from 5 to 95 percent."""
    bounds = np.array([share_with_interval(count, total)[1:] for count in range(total + 1)])
    shares = np.linspace(0.05, 0.95, 181)
    covers = (bounds[:, :1] <= shares) & (shares <= bounds[:, 1:])
    coverage = (binom.pmf(np.arange(total + 1)[:, None], total, shares) * covers).sum(axis=0)
    assert coverage.mean() >= 0.94
    assert np.mean(coverage >= 0.93) >= 0.75  # at single shares of few incidents it may be less
