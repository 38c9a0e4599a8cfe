"""Static maps are read back by their artists: areas, labels, legends."""

import geopandas
import matplotlib
import numpy as np
import pandas as pd
import pytest
import shapely
from matplotlib import pyplot
from matplotlib.colors import to_hex, to_rgb

import helpers
from helpers.provinces.classes import NO_DATA, NONE
from helpers.provinces.labels import Labeller
from helpers.provinces.maps import COLOURS, NO_DATA_COLOUR, NO_INCIDENT_COLOUR


@pytest.fixture(autouse=True)
def _style():
    matplotlib.use("Agg")
    helpers.use_style()
    yield
    pyplot.close("all")
    matplotlib.rcdefaults()


@pytest.fixture
def counts():
    squares = [shapely.box(x, 30, x + 1, 31) for x in range(5)]
    frame = {"province": list("ABCDE"), "name_ar": ["أ", "ب", None, "د", "ه"], "incidents": [0, 4, None, 30, 77]}
    return helpers.add_classes(geopandas.GeoDataFrame(frame, geometry=squares, crs=4326))


@pytest.fixture(scope="module")
def published():
    incidents = helpers.select_incidents(helpers.load_incidents()).incidents
    return helpers.add_classes(helpers.count_by_province(incidents, helpers.load_provinces())), incidents


def fills(ax):
    return [to_hex(colour) for colour in ax.collections[0].get_facecolors()]


def legend(ax):
    return {
        text.get_text(): to_hex(patch.get_facecolor())
        for text, patch in zip(ax.get_legend().get_texts(), ax.get_legend().get_patches(), strict=True)
    }


def test_each_class_has_its_colour_and_a_legend(counts):
    ax = helpers.draw_provinces(counts)
    assert fills(ax) == [NO_INCIDENT_COLOUR, COLOURS[0], NO_DATA_COLOUR, COLOURS[1], COLOURS[2]]
    expected = [NO_DATA_COLOUR, NO_INCIDENT_COLOUR, *COLOURS]
    assert legend(ax) == dict(zip([NO_DATA, NONE, "1–24", "25–49", "50+"], expected, strict=True))


def test_one_class_alone_is_the_darkest(counts):
    ax = helpers.draw_provinces(helpers.add_classes(counts.assign(incidents=[0, 1, 1, 0, 0])))
    assert fills(ax)[1] == COLOURS[-1]


def test_each_province_is_named_once_with_its_number(counts):
    texts = [text.get_text() for text in helpers.draw_provinces(counts).texts]
    assert sorted(texts) == sorted(["A\nأ", "B 4\nب", "C", "D 30\nد", "E 77\nه"])


def test_names_are_dark_on_a_light_halo():
    """Readable on every colour: the contrast is that of the text and its halo (WCAG 2: 4.5 at least)."""

    def luminance(colour):
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
        return float(np.dot(parts, [0.2126, 0.7152, 0.0722]))

    square = geopandas.GeoDataFrame(
        {"province": ["A"], "incidents": [9]}, geometry=[shapely.box(44, 32, 46, 34)], crs=4326
    )
    (text,) = helpers.draw_provinces(helpers.add_classes(square)).texts
    (halo,) = text.get_path_effects()
    assert (luminance(halo._gc["foreground"]) + 0.05) / (luminance(text.get_color()) + 0.05) >= 4.5
    assert halo._gc["linewidth"] >= 2


@pytest.mark.parametrize("with_roads", [True, False])
def test_no_label_lies_over_another_and_all_lie_inside(published, with_roads):
    counts, incidents = published
    places = helpers.count_by_place(incidents)
    towns = places[places.geom_type == "Point"].head(8)
    roads = helpers.load_roads() if with_roads else None
    ax = helpers.draw_provinces(counts, roads=roads, towns=towns, crop=places.total_bounds)
    boxes = [text.get_window_extent() for text in ax.texts] + [ax.get_legend().get_window_extent()]
    assert not any(one.overlaps(other) for i, one in enumerate(boxes) for other in boxes[:i])
    frame = ax.get_window_extent()
    assert all(frame.x0 - 1 <= box.x0 and box.x1 <= frame.x1 + 1 for box in boxes)
    assert all(frame.y0 - 1 <= box.y0 and box.y1 <= frame.y1 + 1 for box in boxes)
    named = [text.get_text().split("\n")[0] for text in ax.texts]
    for row in counts[counts["incidents"] > 0].itertuples():  # Anbar's label lies inside the crop
        assert named.count(f"{row.province} {row.incidents}") == 1


def test_the_map_fills_the_width(published):
    counts, incidents = published
    ax = helpers.draw_provinces(counts, crop=helpers.count_by_place(incidents).total_bounds)
    assert ax.get_window_extent().width == pytest.approx(ax.figure.bbox.width, rel=0.01)
    assert ax.figure.get_figheight() <= 8.5


def test_degrees_keep_their_proportion(counts):
    """A kilometre is as long to the east as to the north: a degree east is cos(latitude) of one north."""
    ax = helpers.draw_provinces(counts, crop=(1, 30, 3, 31))
    (west, east), (south, north) = ax.get_xlim(), ax.get_ylim()
    box = ax.get_window_extent()
    wide = box.width / (east - west) / np.cos(np.radians((south + north) / 2))
    assert wide == pytest.approx(box.height / (north - south), rel=0.01)


@pytest.mark.parametrize("crop", [None, (np.nan,) * 4, [44, 30, 44, 30]])
def test_a_map_of_nothing_or_one_point_is_a_map(counts, crop):
    ax = helpers.draw_provinces(helpers.add_classes(counts.assign(incidents=0)), crop=crop)
    assert np.isfinite([*ax.get_xlim(), *ax.get_ylim()]).all()


def test_half_years_share_their_classes_and_sum_to_all(counts):
    rows = [("2020, Jul–Dec", "A", 3), ("2021, Jan–Jun", "A", 60), ("2021, Jan–Jun", "D", 7)]
    by_half_year = helpers.add_classes(pd.DataFrame(rows, columns=["half_year", "province", "incidents"]))
    ax = helpers.draw_half_years(counts[["province", "geometry"]], by_half_year)
    panels = ax.figure.axes[:2]
    assert [panel.get_title() for panel in panels] == ["2020, Jul–Dec: 3", "2021, Jan–Jun: 67"]
    assert [to_hex(panel.collections[1].get_facecolors()[0]) for panel in panels] == [COLOURS[0], COLOURS[2]]
    assert [[text.get_text() for text in panel.texts] for panel in panels] == [["3"], ["60", "7"]]
    assert fills(panels[0]) == [NO_INCIDENT_COLOUR] * 5


def test_no_half_year_is_an_empty_figure(counts):
    empty = pd.DataFrame({"half_year": pd.Series(dtype="str"), "province": pd.Series(dtype="str"), "incidents": []})
    ax = helpers.draw_half_years(counts[["province", "geometry"]], helpers.add_classes(empty))
    assert ax.get_title() == ""


def test_names_of_points_do_not_cover_each_other():
    points = geopandas.GeoDataFrame(
        {"name": ["First", "Second", "Far away"]},
        geometry=geopandas.points_from_xy([44, 44.01, 46], [32, 32, 33]),
        crs=4326,
    )
    ax = points.plot(markersize=200)
    ax.set(xlim=(43, 47), ylim=(31, 34))
    helpers.label_points(ax, points, "name", sizes=200)
    boxes = [text.get_window_extent() for text in ax.texts]
    assert "First" in [text.get_text() for text in ax.texts]
    assert not any(one.overlaps(other) for i, one in enumerate(boxes) for other in boxes[:i])


def test_only_the_first_points_are_named():
    points = geopandas.GeoDataFrame(
        {"name": list("abc")}, geometry=geopandas.points_from_xy([1, 2, 3], [1, 2, 3]), crs=4326
    )
    ax = points.plot()
    helpers.label_points(ax, points, "name", most=2)
    assert [text.get_text() for text in ax.texts] == ["a", "b"]


def test_a_name_that_must_be_there_is_written_even_without_room():
    _, ax = pyplot.subplots()
    ax.set(xlim=(0, 10), ylim=(0, 10))
    labeller = Labeller(ax)
    labeller.take(shapely.box(0, 0, 10, 10))
    assert labeller.write_in(shapely.box(4, 4, 6, 6), "may", must=False) is None
    assert labeller.write_in(shapely.box(4, 4, 6, 6), "must").get_text() == "must"
    assert [text.get_text() for text in ax.texts] == ["must"]


def test_drawing_alters_no_frame(counts):
    before = counts.copy()
    helpers.draw_provinces(counts)
    pd.testing.assert_frame_equal(counts, before)
