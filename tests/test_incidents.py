"""One row an incident, joined from the tables."""

import pandas as pd
import pytest

import helpers
from helpers.data.incidents import assemble_incidents


@pytest.fixture
def tables(raw):
    return helpers.load_tables(raw)


def add_report(tables, incident_id, **report):
    """A copy of the tables in which one more report tells of an incident."""
    observations = tables["observations"]
    told = observations[observations["incident_id"] == incident_id].iloc[[0]].assign(report_id="R9999")
    row = pd.DataFrame([{"report_id": "R9999", "url": "https://example.org/x", "language": "en", **report}])
    return {
        **tables,
        "observations": pd.concat([observations, told], ignore_index=True),
        "reports": pd.concat([tables["reports"], row], ignore_index=True),
    }


@pytest.mark.parametrize(
    ("report", "origins"),
    [
        ({"outlet_id": "syria_360", "reprint_of": "press_tv"}, 1),  # IQC0002 is told by Press TV already
        ({"outlet_id": "press_tv", "reprint_of": None}, 1),
        ({"outlet_id": "abna", "reprint_of": None}, 2),
    ],
)
def test_a_reprint_is_no_second_origin(tables, report, origins):
    incidents = assemble_incidents(add_report(tables, "IQC0002", **report)).set_index("incident_id")
    assert incidents.loc["IQC0002", ["reports", "origins"]].tolist() == [2, origins]
    assert incidents.loc["IQC0001", ["reports", "origins"]].tolist() == [1, 1]


def test_a_report_that_tells_twice_counts_once(tables):
    observations = tables["observations"]
    tables["observations"] = pd.concat([observations, observations[observations["row_id"] == "E2001"]])
    incidents = assemble_incidents(tables).set_index("incident_id")
    assert incidents.loc["IQC0002", ["reports", "origins"]].tolist() == [1, 1]


def test_media_groups_are_those_of_the_text_not_of_the_page(tables):
    incidents = assemble_incidents(tables).set_index("incident_id")
    assert incidents.loc["IQC0001", "media_groups"] == "iranian_and_armed_group"  # GFATF carries a text of ABNA
    assert incidents.loc["IQC0011", "media_groups"] == "elsewhere_or_unknown"  # Syria 360 carries a text of The Cradle


def test_no_row_is_lost_or_doubled(tables):
    assert assemble_incidents(tables)["incident_id"].tolist() == tables["incidents"]["incident_id"].tolist()
