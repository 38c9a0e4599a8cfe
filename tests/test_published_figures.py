"""The figures that this version publishes, counted by hand from the five articles."""

from collections import Counter

import pytest

import helpers

ARTICLES = {  # page: number of incidents that it tells of
    "presstv.ir": 4,
    "gfatf.org": 1,
    "thecradle.co": 2,
    "syria360.wordpress.com": 3,
    "alahednews.com.lb": 1,
}


@pytest.fixture(scope="module")
def incidents():
    return helpers.load_incidents()


def test_each_article_tells_of_its_incidents():
    tables = helpers.load_tables()
    told = tables["observations"].merge(tables["reports"], on="report_id")
    assert len(told) == 11
    for page, count in ARTICLES.items():
        assert told["url"].str.contains(page, regex=False).sum() == count


def test_days(incidents):
    assert Counter(incidents["date_start"].dt.strftime("%Y-%m-%d")) == {
        "2020-10-11": 1,  # the Sunday after the ceasefire of Saturday 10 October
        "2021-07-29": 4,  # the Thursday after the agreement of Monday 26 July
        "2021-09-06": 1,  # the Monday before the page of Tuesday 7 September
        "2021-12-26": 1,
        "2021-12-27": 1,
        "2022-01-23": 3,
    }
    assert (incidents["date_start"] == incidents["date_end"]).all()


def test_weekdays_that_the_articles_name(incidents):
    weekdays = incidents.set_index("incident_id")["date_start"].dt.day_name()
    assert weekdays["IQC0001"] == "Sunday"
    assert (weekdays["IQC0002":"IQC0005"] == "Thursday").all()
    assert weekdays["IQC0006"] == "Monday"


def test_provinces(incidents):
    assert Counter(incidents["province"]) == {"Babil": 3, "Basra": 2, "Dhi Qar": 2, "Muthanna": 2, "Qadisiyah": 2}


def test_claims(incidents):
    assert Counter(incidents["claim_status"]) == {
        "none_reported": 8,
        "claimed": 1,
        "video_only": 1,
        "not_mentioned": 1,
    }
    claimed = incidents.dropna(subset="claimants").set_index("incident_id")["claimants"]
    assert claimed.to_dict() == {"IQC0006": "ashab_al_kahf", "IQC0011": "ashab_al_kahf"}


def test_casualties_and_damage(incidents):
    by_id = incidents.set_index("incident_id")
    assert by_id.loc["IQC0003", ["injured_min", "injured_max"]].tolist() == [1, 1]  # the driver of the tanker
    assert by_id.loc["IQC0001", ["vehicles_damaged_min", "killed_max", "injured_max"]].tolist() == [1, 0, 0]
    told = by_id["injured_max"].dropna().index.tolist()
    assert told == ["IQC0001", "IQC0003"]


def test_every_incident_rests_on_a_report(incidents):
    assert (incidents["reports"] >= 1).all()
    assert incidents["report_urls"].str.startswith("http").all()
