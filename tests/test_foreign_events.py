"""What is documented for incidents works on events of other sources; what these do not record is left out, and said."""

import geopandas
import matplotlib
import pandas as pd
import pytest
import shapely
from matplotlib import pyplot

import helpers
from helpers.charts.style import CREDIT, find_credit
from helpers.data.listing import list_incidents
from helpers.data.loading import EXAMPLES
from helpers.data.partitions import read_partitions
from helpers.provinces.interactive_map import LARGEST_CIRCLE
from helpers.statistics.clusters import measure_dispersion
from helpers.timeline.counts import count_by_period


@pytest.fixture(autouse=True)
def _style():
    matplotlib.use("Agg")
    yield
    pyplot.close("all")


@pytest.fixture(scope="module")
def events():
    return helpers.read_ucdp(EXAMPLES / "syria_ucdp_made_up.csv")


@pytest.fixture(scope="module")
def provinces():
    return helpers.load_provinces(EXAMPLES / "syria_governorates_made_up.geojson", "ADM1_EN")


def make_events(rows, **columns):
    days = pd.to_datetime(["2021-01-05"] * rows)
    frame = pd.DataFrame(
        {"date_start": days, "date_end": days, "location_precision": "town", "district": None, **columns}
    )
    points = geopandas.points_from_xy(frame["longitude"], frame["latitude"], crs=4326)
    return geopandas.GeoDataFrame(frame.assign(claim_status=pd.NA, claimants=pd.NA), geometry=points)


def test_two_towns_of_one_name_are_two_places():
    two = {
        "place": "Hyderabad",
        "country": ["India", "Pakistan", "Pakistan"],
        "province": ["Telangana", "Sindh", "Sindh"],
    }
    places = helpers.count_by_place(make_events(3, **two, latitude=[17.4, 25.4, 25.4], longitude=[78.5, 68.4, 68.4]))
    assert places[["country", "incidents"]].to_numpy().tolist() == [["Pakistan", 2], ["India", 1]]
    assert [point.x for point in places.geometry] == [68.4, 78.5]


def test_the_list_says_where_and_leaves_claims_out(events):
    listed = list_incidents(events)
    assert len(listed) == len(events)
    assert listed["claim"].isna().all()
    assert listed["urls"].map(len).eq(0).all()
    nowhere = events.head(1).assign(place=None, province=None)
    assert list_incidents(nowhere)["where"].tolist() == ["Syria, place unknown"]
    assert list_incidents(nowhere.assign(country=None))["where"].tolist() == ["place unknown"]


def test_selecting_by_period_counts_events_and_by_what_is_not_recorded_is_refused(events):
    selection = helpers.select_incidents(events, first_day="2020-01-01", last_day="2020-12-31")
    inside = events["date_start"].ge("2020-01-01") & events["date_end"].le("2020-12-31")
    assert len(selection.incidents) == inside.sum()
    assert selection.note.startswith(
        f"These figures cover {inside.sum()} of 120 reported events; {(~inside).sum()} outside"
    )
    for choice, column in (({"group": "g"}, "claimants"), ({"corroboration": "two_sides"}, "corroboration")):
        with pytest.raises(ValueError, match=f"these events do not record {column}, so none can be"):
            helpers.select_incidents(events, **choice)


def test_same_day_has_no_row_on_reports_where_none_are_recorded(events):
    assert helpers.compare_same_day(events, shuffles=5)["label"].tolist() == [
        "events with another on the same day",
        "same-day pairs in the same province",
    ]


def test_statistics_run_on_them(events, provinces):
    period = ("2020-01-01", "2022-01-31")
    assert helpers.find_rate_changes(events, *period, draws=3, intervals=False)["incidents"].sum() == len(events)
    assert len(helpers.compare_windows(events, *period)) > 0
    assert helpers.rank_provinces(events, draws=50)["incidents"].sum() == len(events)
    assert len(helpers.find_province_change(events, permutations=19)) > 0
    assert measure_dispersion(events) > 0
    assert helpers.count_by(events, "province")["count"].sum() == pytest.approx(len(events))


def test_the_credit_follows_the_data_through_counting_and_drawing(events, provinces):
    aliases = {name: "Homs" for name in events["province"].unique()}
    counts = helpers.add_classes(helpers.count_by_province(events, provinces, aliases=aliases))
    expected = f"{events.attrs['credit']}. Boundaries: syria_governorates_made_up.geojson"
    assert find_credit(counts) == helpers.draw_provinces(counts).figure.get_label() == expected
    assert find_credit(count_by_period(events, "2020-01-01", "2021-12-31")).startswith("UCDP")
    assert find_credit(helpers.load_incidents()) == CREDIT
    by_month = count_by_period(events, "2020-01-01", "2021-12-31").set_index(
        pd.period_range("2020-01", "2021-12", freq="M")
    )["incidents"]
    periods = helpers.find_rate_changes(events, "2020-01-01", "2021-12-31", draws=3, intervals=False)
    ax = helpers.draw_rate_changes(by_month, periods)
    assert (ax.get_ylabel(), ax.figure.get_label()[:4]) == ("events per month", "UCDP")


def test_two_files_put_together_keep_their_credit(events, provinces):
    more = helpers.read_ucdp(EXAMPLES / "syria_ucdp_made_up.csv")
    together = pd.concat([events, more], ignore_index=True)
    aliases = dict.fromkeys(events["province"], "Homs")
    counts = helpers.count_by_province(together, provinces, aliases=aliases)
    assert counts["incidents"].sum() == 2 * len(events)
    assert find_credit(counts).startswith(events.attrs["credit"])
    mali = helpers.read_acled(EXAMPLES / "mali_acled_made_up.csv")
    assert pd.concat([mali, mali.head(1)]).attrs["noun"] == "event"


def test_charts_of_statistics_speak_of_events_and_credit_their_source(events):
    several = events["killed_max"] > 1
    for table, value in (
        (helpers.share_by(events, "province", several), "share"),
        (helpers.count_by(events, None), "count"),
        (helpers.difference_by(events, "province", events["province"].iloc[0]), "difference"),
        (helpers.compare_same_day(events, shuffles=5), "share"),
    ):
        assert helpers.draw_intervals(table, value=value).figure.get_label() == events.attrs["credit"]
    own = helpers.share_by(helpers.load_incidents(), None, helpers.load_incidents()["claimants"].notna())
    assert helpers.draw_intervals(own).figure.get_label() == CREDIT
    windows = helpers.compare_windows(events, "2020-01-01", "2022-01-31")
    ax = helpers.draw_events(windows, windows.head(0).assign(label=""))
    assert (ax.get_ylabel(), ax.figure.get_label()) == ("events after ÷ before, log scale", events.attrs["credit"])
    assert helpers.rank_provinces(events, draws=5).attrs["credit"] == events.attrs["credit"]


@pytest.mark.parametrize("given", [None, "Somebody", "events"])
def test_a_picture_carries_the_credit(events, monkeypatch, given):
    written = []
    monkeypatch.setattr("matplotlib.figure.Figure.text", lambda figure, x, y, text, **style: written.append(text))
    monkeypatch.setattr("helpers.charts.show.display", lambda *shown: None)
    ax = pyplot.subplots()[1]
    helpers.show(ax, note="", alt="", credit=events if given == "events" else given)
    assert written == [{None: CREDIT, "Somebody": "Somebody", "events": events.attrs["credit"]}[given]]


@pytest.mark.parametrize(("width", "height"), [(4, 1), (2, 2), (1, 6)])
def test_the_legend_covers_no_province_of_a_wide_or_tall_country(width, height):
    """Chile is six times as high as it is wide; its legend stands beside it, and the figure fits on a page."""
    parts = [shapely.box(0, number * height / 4, width, (number + 1) * height / 4) for number in range(4)]
    frame = {"province": list("ABCD"), "incidents": [0, 3, 50, 1000]}
    ax = helpers.draw_provinces(helpers.add_classes(geopandas.GeoDataFrame(frame, geometry=parts, crs=4326)))
    assert ax.figure.get_figheight() <= 8.5
    if height > 2 * width:
        ax.figure.draw_without_rendering()
        legend, land = ax.get_legend().get_window_extent(), ax.get_window_extent()
        assert legend.x0 >= land.x1 - 1
        assert legend.x1 <= ax.figure.bbox.x1


def test_the_interactive_map_needs_no_claims_groups_reports_or_districts(events, provinces):
    counts = helpers.add_classes(
        helpers.count_by_province(events, provinces, aliases=dict.fromkeys(events["province"], "Homs"))
    )
    data = helpers.draw_incident_map(events, helpers.count_by_place(events), counts).data
    assert (data["noun"], data["groups"], data["grades"], data["statuses"]) == ("event", [], [], {})
    assert list(data["areas"]) == ["province"]
    assert "These events record no claims or reports." in data["note"]
    assert "UCDP" in data["note"]
    assert "geoBoundaries" not in data["note"]
    assert data["classes"]["province"]["all"]["labels"][0] == "no event reported"


def test_circles_have_a_largest_size(events, provinces):
    many = make_events(9_000, place="Town", country="Mali", province="Gao", latitude=16.0, longitude=0.0)
    counts = helpers.add_classes(helpers.count_by_province(many, pd.DataFrame({"province": ["Gao"]})))
    area = geopandas.GeoDataFrame(counts, geometry=[shapely.box(-1, 15, 1, 17)], crs=4326)
    many["incident_id"] = [f"SYN{number}" for number in range(len(many))]
    data = helpers.draw_incident_map(many, helpers.count_by_place(many), area).data
    assert data["circle"] * 9_000**0.5 == pytest.approx(LARGEST_CIRCLE, rel=0.01)


def test_partitions_say_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "dask", None)
    with pytest.raises(ImportError, match=r"partitions need the extra big: pip install 'iraq-convoy-incidents\[big\]'"):
        read_partitions(EXAMPLES / "mali_acled_made_up.csv", helpers.read_acled)
