"""Exercises: the checks name the mistake and keep the answer, and both notebooks hold the same exercises."""

import ast
import hashlib
import re

import nbformat
import pandas as pd
import pytest
from matplotlib.figure import Figure

import helpers
from helpers.data.claim_status import CLAIM_STATUSES
from helpers.data.loading import RAW
from helpers.exercises import exercises, geography, practice
from helpers.publish.notebooks import NOTEBOOKS

pytestmark = pytest.mark.usefixtures("whole_tables_once")
WEAPON, YEAR = "ied", 2020
ALT = "Bars of reported incidents by month, most of them in late summer."
TABLES = helpers.load_tables()
INCIDENTS = helpers.load_incidents()
CORE = INCIDENTS[INCIDENTS["scope"] == "core"]
COUNTS = CORE["province"].fillna("unknown").value_counts()
LISTED = exercises.split_incident("IQC0035", days=14, tables=TABLES)


def holds(hint, answer):
    """Whether a hint holds an answer as a word or number of its own."""
    return re.search(rf"(?<![\w-]){re.escape(str(answer))}(?![\w-])", hint)


@pytest.mark.parametrize(
    ("name", "answer", "said"),
    [
        ("incidents", [1, 2], "incidents is a list"),
        ("incidents", TABLES["reports"], "no column incident_id"),
        ("incidents", INCIDENTS.iloc[1:], "incidents lacks incidents"),
        ("incidents", pd.concat([INCIDENTS, INCIDENTS.head(1)]), "more than once, for example IQC0001"),
        (
            "incidents",
            INCIDENTS.assign(incident_id="IQC9999").head(1),
            "not incidents of the data, for example IQC9999",
        ),
        ("total", "many", "total is a str; give a whole number"),
        ("total", True, "total is a bool"),
        ("total", len(TABLES["reports"]), "total counts reports"),
        ("total", len(TABLES["observations"]), "total counts observations"),
        ("total", len(CORE), "total counts the incidents of one scope"),
        ("total", len(INCIDENTS) + 1, "total is too high"),
        ("of_core", len(INCIDENTS), "of_core counts incidents of every scope"),
        ("of_core", len(INCIDENTS) - len(CORE), "of_core counts the incidents of the other scope"),
        ("of_core", 0, "of_core is too low"),
    ],
)
def test_loading_wrong(name, answer, said):
    answers = {"incidents": INCIDENTS, "total": len(INCIDENTS), "of_core": len(CORE)}
    assert exercises.check_load(**answers, tables=TABLES).startswith("right")
    verdict = exercises.check_load(**{**answers, name: answer}, tables=TABLES)
    assert verdict.startswith("not yet")
    assert said in verdict
    assert not holds(verdict, answers[name] if name != "incidents" else len(INCIDENTS))


IN_YEAR = INCIDENTS[(INCIDENTS["date_start"] >= "2020-01-01") & (INCIDENTS["date_end"] <= "2020-12-31")]
CERTAIN = IN_YEAR[(IN_YEAR["weapon"] == WEAPON) & (IN_YEAR["scope"] == "core")]
BY_FIRST_DAY = CORE[(CORE["date_start"].dt.year == YEAR) & (CORE["weapon"] == WEAPON)]


@pytest.mark.parametrize(
    ("selected", "said"),
    [
        (IN_YEAR["weapon"] == WEAPON, "selected is a Series"),
        (IN_YEAR, "of another scope, for example IQC0047"),
        (IN_YEAR[IN_YEAR["weapon"] == WEAPON], "of another scope, for example IQC0047"),  # a forgotten scope shows
        (IN_YEAR[IN_YEAR["scope"] == "core"], "with another weapon, or an unknown one"),
        (CORE[CORE["weapon"] == WEAPON], "that did not happen in the year"),
        (BY_FIRST_DAY, "that may have happened outside the year (look at date_end too), for example IQC0370"),
        (CERTAIN.iloc[:-1], "selected lacks incidents"),
        (CERTAIN[CERTAIN["date_start"] == CERTAIN["date_end"]], "selected lacks incidents"),
    ],
)
def test_filtering_wrong(selected, said):
    assert exercises.check_filter(CERTAIN, WEAPON, YEAR, TABLES).startswith("right")
    verdict = exercises.check_filter(selected, WEAPON, YEAR, TABLES)
    assert verdict.startswith("not yet")
    assert said in verdict
    assert not any(holds(verdict, name) for name in CERTAIN["incident_id"])


def count_wrongly(**counts):
    return COUNTS.copy().mask(COUNTS.index.isin(counts), COUNTS.index.map(counts).fillna(0).astype(int))


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (COUNTS.to_frame(), "counts is a DataFrame"),
        (CORE[["province"]].value_counts(dropna=False), "as its only index"),
        (COUNTS.astype(str), "counts has no numbers in it"),
        (COUNTS.reset_index(drop=True), "no names of provinces"),
        (CORE["province"].value_counts(), "incidents without a province are not in counts"),
        (INCIDENTS["province"].fillna("unknown").value_counts(), "incidents of another scope"),
        (count_wrongly(Babil=1000), "the count of Babil is too high"),
        (COUNTS.drop("Anbar"), "the count of Anbar is too low"),
        (count_wrongly(**{"unknown": 1}), "the count of incidents without a province is too low"),
        (pd.concat([COUNTS, COUNTS]), "more than once"),
    ],
)
def test_counting_wrong(counts, said):
    verdict = exercises.check_count(counts, TABLES)
    assert verdict.startswith("not yet")
    assert said in verdict
    assert not any(holds(verdict, count) for count in COUNTS)


@pytest.mark.parametrize(
    "counts",
    [
        COUNTS,
        CORE["province"].value_counts(dropna=False),
        CORE.fillna({"province": "?"}).groupby("province").size().sort_index(),
        COUNTS.reindex([*TABLES["provinces"]["province"], "unknown"], fill_value=0).astype(float),
    ],
)
def test_other_ways_of_counting_are_right(counts):
    assert exercises.check_count(counts, TABLES).startswith("right")


def draw_bars(lower, upper=None, label="Incidents"):
    ax = Figure().subplots()
    ax.bar(range(len(lower)), lower)
    if upper is not None:
        ax.bar(range(len(lower)), upper, bottom=lower)
    ax.set_ylabel(label)
    return ax


MONTHS = range(1, 13)
START, END = (CORE[column].dt.year * 12 + CORE[column].dt.month - YEAR * 12 for column in ("date_start", "date_end"))
BARS = pd.Series([((month == START) & (month == END)).sum() for month in MONTHS])
DOUBT = pd.Series([((month >= START) & (month <= END)).sum() for month in MONTHS]) - BARS
IN_2020 = INCIDENTS[(INCIDENTS["date_start"].dt.year == YEAR) & (INCIDENTS["date_end"].dt.year == YEAR)]
ALL_START, ALL_END = (IN_2020[column].dt.month for column in ("date_start", "date_end"))
OF_ALL = ALL_START[ALL_START == ALL_END].value_counts().reindex(MONTHS, fill_value=0)
NAIVE = pd.Series([(month == START).sum() for month in MONTHS])
HEADLINE = "Most in September"
MOST = BARS.idxmax()


@pytest.mark.parametrize(
    ("ax", "headline", "alt", "said"),
    [
        (Figure(), HEADLINE, ALT, "ax is a Figure"),
        (draw_bars(BARS[BARS > 0], DOUBT[BARS > 0]), HEADLINE, ALT, "one for each month of the year"),
        (draw_bars(BARS), HEADLINE, ALT, "whose month is uncertain are missing"),
        (draw_bars(BARS, DOUBT + 1), HEADLINE, ALT, "more uncertain incidents on top than may have happened"),
        (draw_bars(OF_ALL, DOUBT), HEADLINE, ALT, "of another scope too"),
        (draw_bars(NAIVE), HEADLINE, ALT, "in the month of their first day, as if it were certain"),
        (draw_bars(BARS + DOUBT), HEADLINE, ALT, "do not separate certain from uncertain"),
        (
            draw_bars(BARS.where(BARS.index != MOST, 99), DOUBT),
            HEADLINE,
            ALT,
            "certain incidents in September is too high",
        ),
        (draw_bars(BARS, DOUBT, label=""), HEADLINE, ALT, "the vertical axis has no label"),
        (draw_bars(BARS, DOUBT), " ", ALT, "headline is empty"),
        (draw_bars(BARS, DOUBT), HEADLINE, "Bars.", "alt is too short"),
    ],
)
def test_plotting_wrong(ax, headline, alt, said):
    verdict = exercises.check_plot(ax, headline, alt, YEAR, TABLES)
    assert verdict.startswith("not yet")
    assert said in verdict
    assert not holds(verdict, BARS.max())


def draw_over(lower, upper):
    ax = draw_bars(upper)
    ax.bar(range(len(lower)), lower)
    return ax


@pytest.mark.parametrize(
    "ax",
    [
        draw_bars(BARS, DOUBT),
        draw_bars(BARS, DOUBT / 2),
        draw_over(BARS, BARS + DOUBT),
        pd.DataFrame({"certain": BARS, "uncertain": DOUBT}).plot.bar(stacked=True, ylabel="Attacks"),
    ],
    ids=["possible", "shared", "one over the other", "pandas"],
)
def test_other_ways_of_plotting_are_right(ax):
    assert exercises.check_plot(ax, HEADLINE, ALT, YEAR, TABLES).startswith("right")


def test_every_word_that_the_check_asks_for_is_named_in_the_task():
    task = next(cell.source for cell in read_cells("exercises") if cell.source.startswith("## 4."))
    for word in ("Label the vertical axis", "`headline`", "`alt`"):
        assert word in task


PROVINCES = helpers.load_provinces()
MINE = CORE[CORE["date_start"] >= "2022-01-01"]
NOT_DRAWN = int(MINE["province"].isna().sum())
NOTE = f"In no province: {NOT_DRAWN}."


def map_counts(incidents, how="left"):
    counts = incidents["province"].value_counts().rename("attacks")
    return PROVINCES.merge(counts, on="province", how=how)


MAPPED = map_counts(MINE).fillna({"attacks": 0})
MAP = {"mine": MINE, "mapped": MAPPED, "ax": MAPPED.plot(column="attacks"), "not_drawn": NOT_DRAWN, "note": NOTE}


def check_map(**changed):
    return geography.check_map(**{**MAP, **changed}, incidents=INCIDENTS, provinces=PROVINCES)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"mine": 2022}, "mine is a int"),
        ({"mine": CORE}, "choose some of them"),
        ({"mine": CORE.head(0)}, "mine is empty"),
        ({"mine": INCIDENTS[INCIDENTS["date_start"] >= "2022-01-01"]}, "of another scope"),
        ({"ax": Figure().subplots()}, "ax has no map on it"),
        ({"ax": MAPPED.plot()}, "every province has the same colour"),
        ({"ax": MAPPED.sample(frac=1, random_state=1).plot(column="attacks")}, "the colours do not follow"),
        ({"mapped": pd.DataFrame(MAPPED)}, "mapped is a DataFrame"),
        ({"mapped": MAPPED.rename(columns={"attacks": "count"})}, "lacks the column attacks"),
        ({"mapped": map_counts(CORE)}, "every incident of core scope, not those in mine"),
        ({"mapped": map_counts(MINE[MINE["province"] != "Basra"])}, "the number of attacks in Basra is too low"),
        ({"mapped": pd.concat([MAPPED, MAPPED])}, "a province more than once"),
        ({"not_drawn": int(CORE["province"].isna().sum())}, "counts those of every incident, not only of yours"),
        ({"not_drawn": -1}, "not_drawn is too low"),
        ({"note": ""}, "does not say how many incidents"),
    ],
)
def test_mapping_wrong(changed, said):
    assert check_map().startswith("right")
    verdict = check_map(**changed)
    assert verdict.startswith("not yet")
    assert said in verdict
    assert not holds(verdict, NOT_DRAWN)


def draw_layers(mapped):
    ax = PROVINCES.plot(color="lightgrey")
    return mapped.dropna(subset="attacks").plot(column="attacks", ax=ax, legend=True)


WAYS = {
    "empty provinces missing": (
        map_counts(MINE),
        lambda mapped: mapped.plot(column="attacks", missing_kwds={"color": "w"}),
    ),
    "only provinces with attacks": (map_counts(MINE, "inner"), lambda mapped: mapped.plot(column="attacks")),
    "grey below": (map_counts(MINE), draw_layers),
    "classes": (MAPPED.assign(c=pd.cut(MAPPED["attacks"], [-1, 0, 9, 99], labels=False)), lambda m: m.plot(column="c")),
    "colours by hand": (MAPPED, lambda m: m.plot(color=["red" if attacks else "white" for attacks in m["attacks"]])),
    "projected": (MAPPED.to_crs("EPSG:32638"), lambda mapped: mapped.plot(column="attacks", scheme=None)),
}


@pytest.mark.parametrize("way", WAYS)
def test_any_correct_geopandas_map_is_right(way):
    mapped, draw = WAYS[way]
    assert check_map(mapped=mapped, ax=draw(mapped)).startswith("right")


DISTRICTS = helpers.load_districts()
POINTS = CORE[CORE.geom_type == "Point"]
LOCATED = CORE[CORE.geometry.notna()].drop(columns="district")


def count_inside(incidents):
    """Count by district without sjoin: ask each polygon for each incident."""
    counts = [incidents.intersects(polygon).sum() for polygon in DISTRICTS.geometry]
    return pd.Series(counts, index=DISTRICTS["district"].to_numpy())


INSIDE = count_inside(POINTS)


@pytest.mark.parametrize(
    ("by_district", "said"),
    [
        (INSIDE.to_frame(), "by_district is a DataFrame"),
        (INSIDE.reset_index(drop=True), "should be names of districts"),
        (count_inside(LOCATED), "a road segment is a line"),
        (count_inside(INCIDENTS[INCIDENTS.geom_type == "Point"]), "of another scope"),
        (CORE["district"].value_counts(), "districts of the gazetteer"),
        (INSIDE.clip(upper=1) * 0, "counts districts, not incidents"),
        (INSIDE.where(INSIDE.index != INSIDE.idxmax(), 1), "is too low"),
    ],
)
def test_joining_wrong(by_district, said):
    verdict = geography.check_join(by_district, INCIDENTS, DISTRICTS)
    assert verdict.startswith("not yet")
    assert said in verdict
    assert not any(holds(verdict, count) for count in INSIDE[INSIDE > 0])


@pytest.mark.parametrize("by_district", [INSIDE, INSIDE[INSIDE > 0].sort_values(), INSIDE.astype(float)])
def test_other_ways_of_joining_are_right(by_district):
    assert geography.check_join(by_district, INCIDENTS, DISTRICTS).startswith("right")


ROAD = helpers.load_roads().query("road_id == 'basra_baghdad'")
KILOMETRES = 10  # as in the notebook


def choose_near(crs, distance, incidents=POINTS):
    zone = ROAD.to_crs(crs).buffer(distance).union_all()
    return incidents[incidents.to_crs(crs).within(zone)]


@pytest.mark.filterwarnings("ignore:Geometry is in a geographic CRS")
@pytest.mark.parametrize(
    ("near", "said"),
    [
        (lambda: POINTS, "a buffer in EPSG:4326 is in degrees"),
        (lambda: choose_near("EPSG:4326", KILOMETRES), "a buffer in EPSG:4326 is in degrees"),
        (lambda: choose_near("EPSG:3857", 1000 * KILOMETRES), "Web Mercator stretches distances"),
        (lambda: choose_near("EPSG:32638", 30000 * KILOMETRES).iloc[1:], "farther from the road"),
        (lambda: choose_near("EPSG:32638", 1000 * KILOMETRES).iloc[1:], "near lacks incidents"),
        (lambda: choose_near("EPSG:32638", 1000 * KILOMETRES, INCIDENTS), "another scope"),
        (lambda: choose_near("EPSG:32638", 1000 * KILOMETRES, CORE), "without a point"),
        (lambda: 12, "near is a int"),
    ],
)
def test_measuring_wrong(near, said):
    verdict = geography.check_buffer(near(), KILOMETRES, ROAD, INCIDENTS)
    assert verdict.startswith("not yet")
    assert said in verdict


@pytest.mark.parametrize("crs", ["EPSG:32638", "EPSG:32639", "ESRI:102025"])
def test_every_projection_in_metres_that_fits_is_right(crs):
    if crs.startswith("ESRI"):  # equidistant around the middle of the country
        crs = "+proj=aeqd +lat_0=33 +lon_0=44 +units=m"
    near = choose_near(crs, 1000 * KILOMETRES)
    assert geography.check_buffer(near, KILOMETRES, ROAD, INCIDENTS).startswith("right")


# Read by hand in the observations, claims and attributions of these incidents.
JUDGED = {"IQC0137": "none_reported", "IQC0232": "video_only", "IQC0260": "claimed", "IQC0002": "claimed"}
DENIED = {"IQC0021": "no_attack", "IQC0260": "not_coalition_convoy"}  # a burst tyre; a general remark


@pytest.mark.parametrize("incident_id", JUDGED)
@pytest.mark.parametrize("status", CLAIM_STATUSES)
def test_judging(incident_id, status):
    verdict = exercises.check_judgements({incident_id: status}, DENIED, TABLES)
    if status == JUDGED[incident_id]:
        assert verdict.startswith("right")
    else:
        assert f"{incident_id} is not '{status}', which asks for" in verdict
        assert not holds(verdict, JUDGED[incident_id]) or JUDGED[incident_id] == "claimed"


@pytest.mark.parametrize("incident_id", DENIED)
def test_a_general_remark_is_no_denial_of_the_attack(incident_id):
    for denial in ("no_attack", "not_coalition_convoy"):
        verdict = exercises.check_judgements(JUDGED, {incident_id: denial}, TABLES)
        assert verdict.startswith("right") == (denial == DENIED[incident_id])
        assert denial == DENIED[incident_id] or f"{incident_id} is not '{denial}'" in verdict


@pytest.mark.parametrize(
    ("judgements", "denials", "said"),
    [
        ({"IQC0137": "unclaimed"}, DENIED, "'unclaimed' is not a claim status"),
        ({"IQC9999": "claimed"}, DENIED, "'IQC9999' is not an incident with a claim status"),
        (JUDGED, {"IQC0021": "denied"}, "'denied' is not a denial"),
        (JUDGED, {"IQC0137": "no_attack"}, "'IQC0137' is not an incident with a denial"),
    ],
)
def test_judging_what_is_not_there(judgements, denials, said):
    assert said in exercises.check_judgements(judgements, denials, TABLES)


def test_one_incident_of_the_list_stands_twice():
    told = LISTED.merge(TABLES["observations"][["row_id", "incident_id"]])["incident_id"]
    assert told[told.duplicated()].tolist() == ["IQC0035"]
    assert "incident_id" not in LISTED
    assert LISTED["row_id"].isin(TABLES["observations"]["row_id"]).all()


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("E0118", "two different rows"),
        (("E0118", "E0118"), "two different rows"),
        (118, "two different rows"),
        (("E0118", "E9999"), "'E9999' is not a row_id of the list"),
        (("E0108", "E0109"), "one report covers both, and counts them as two"),
        (("E0088", "E2760"), "are 25 apart"),
        (("E0115", "E0118"), "compare the places"),
    ],
)
def test_finding_a_wrong_pair(pair, said):
    assert exercises.check_pair({"E0122", "E0118"}, LISTED, TABLES).startswith("right")
    verdict = exercises.check_pair(pair, LISTED, TABLES)
    assert verdict.startswith("not yet")
    assert said in verdict
    assert not holds(verdict, "E0122")


def read_cells(name):
    return nbformat.read(NOTEBOOKS / "exercises" / f"{name}.ipynb", as_version=4).cells


@pytest.fixture(scope="module")
def rows():
    """The rows of the solutions, as its last cells make them."""
    named = {"tables": TABLES, "practice": practice, "print": lambda *words: None}
    cells = [cell.source for cell in read_cells("solutions") if cell.cell_type == "code"]
    begin = next(number for number, source in enumerate(cells) if source.startswith("last_report"))
    exec("\n".join(cells[begin:]), named)
    return named["rows"]


def alter(rows, table, **cells):
    return {**rows, table: {**rows[table], **cells}}


@pytest.mark.parametrize(
    ("table", "cells", "said"),
    [
        ("incidents", {"date_start": "14 June 2022"}, "date_start: '14 June 2022' is not a date"),
        ("incidents", {"province": "Basra"}, "province: 'Basra' is not the province of P0003"),
        ("incidents", {"incident_id": "IQC0001"}, "'IQC0001' occurs more than once"),
        ("incidents", {"incident_id": "IQC9000"}, "'IQC9000' has no row in observations.csv"),
        ("observations", {"incident_id": "IQC0002"}, "every incident rests on a report"),
        ("observations", {"province": "Muthana"}, "'Muthana' is not in provinces.csv; nearest: 'Muthanna'"),
        ("reports", {"url": None}, "url: is empty; write a value"),
        ("reports", {"ulr": "x"}, "reports has no column 'ulr'; nearest: 'url'"),
        ("observations", {"row_id": "E9000"}, "observations.row_id: 'E9000' is not the next free identifier"),
        ("reports", {"published": "2022-06-14"}, "reports.published: '2022-06-14' is not what the report says"),
        ("observations", {"claim_status": "not_mentioned"}, "observations.claim_status: 'not_mentioned' is not what"),
        ("incidents", {"scope": "adjacent"}, "incidents.scope: 'adjacent' is not what the report says"),
    ],
)
def test_adding_wrong(rows, table, cells, said):
    verdict = practice.check_addition(alter(rows, table, **cells))
    assert verdict.startswith("not yet")
    assert said in verdict


def test_the_day_of_the_page_is_not_the_day_of_the_attack(rows):
    wrong = alter(rows, "observations", incident_date="2022-06-15")
    wrong = alter(wrong, "incidents", date_start="2022-06-15", date_end="2022-06-15")
    verdict = practice.check_addition(wrong)
    assert "incidents.date_start: '2022-06-15' is the day on which the page appeared" in verdict
    assert "2022-06-14" not in verdict


def test_another_place_is_named(rows):
    verdict = practice.check_addition(alter(rows, "incidents", place_id=None, location_precision="province"))
    assert "incidents.place_id: None is not the place that the report names" in verdict
    assert "P0003" not in verdict


def test_a_report_alone_adds_no_incident(rows):
    observation = {**rows["observations"], "incident_id": None, "reason": "not told where"}
    rest = {table: row for table, row in rows.items() if table != "incidents"}
    assert "no incident was added" in practice.check_addition({**rest, "observations": observation})
    assert "'incident' is not a table; nearest: 'incidents'" in practice.check_addition({"incident": {}})


def test_adding_counts_one_more_and_leaves_the_data_alone(rows):
    before = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in RAW.iterdir()}
    count = int((INCIDENTS["province"] == "Muthanna").sum())
    verdict = practice.check_addition(rows)
    assert verdict.startswith("right")
    assert f"{count + 1} incidents in Muthanna where the data have {count}" in verdict
    assert before == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in RAW.iterdir()}


def test_faults_of_the_data_themselves_are_no_students_fault(rows, raw, set_cell):
    set_cell("incidents.csv", 2, "weapon", "bow")
    with pytest.raises(helpers.DataError, match="'bow' is unknown"):
        practice.check_addition(rows, raw)


def list_assigned(source):
    return {
        target.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def test_both_notebooks_hold_the_same_exercises():
    pairs = list(zip(read_cells("exercises"), read_cells("solutions"), strict=True))
    for number, (handed, solved) in enumerate(pairs):
        assert (handed.id, handed.cell_type, handed.metadata) == (solved.id, solved.cell_type, solved.metadata)
        if handed.metadata.get("tags") == ["answer"]:
            assert list_assigned(handed.source) <= list_assigned(solved.source)
            assert "..." in handed.source
            assert "..." not in solved.source
        elif number > 0:  # the titles differ
            assert handed.source == solved.source
    headings = [cell.source.splitlines()[0] for cell, _ in pairs if cell.source.startswith("## ")]
    topics = ["Load", "Filter", "Count", "Plot", "Map", "Join by position", "Measure along the road"]
    topics += ["Judge a claim", "Find a duplicate", "Add an incident"]
    assert headings == [f"## {number}. {topic}" for number, topic in enumerate(topics, 1)] + ["## Where to go next"]


@pytest.mark.parametrize(("name", "word"), [("exercises", "pending: "), ("solutions", "right: ")])
def test_every_check_says_the_same(name, word):
    checks = [cell for cell in read_cells(name) if cell.cell_type == "code" and "check_" in cell.source]
    assert len(checks) == 10
    assert all(cell.outputs[0].text.startswith(word) for cell in checks)


@pytest.mark.parametrize(
    ("verdict", "open_answers"),
    [
        (exercises.check_load(INCIDENTS, ..., ..., TABLES), "total, of_core"),
        (exercises.check_filter(..., WEAPON, YEAR, TABLES), "selected"),
        (exercises.check_count(..., TABLES), "counts"),
        (exercises.check_plot(..., HEADLINE, ALT, YEAR, TABLES), "ax"),
        (check_map(ax=...), "ax"),
        (geography.check_join(..., INCIDENTS, DISTRICTS), "by_district"),
        (geography.check_buffer(..., KILOMETRES, ROAD, INCIDENTS), "near"),
        (exercises.check_judgements({"IQC0137": "claimed", "IQC0232": ...}, DENIED, TABLES), "IQC0232"),
        (exercises.check_judgements(JUDGED, {"IQC0021": ...}, TABLES), "IQC0021"),
        (exercises.check_judgements(..., DENIED, TABLES), "judgements"),
        (exercises.check_pair(..., LISTED, TABLES), "pair"),
        (practice.check_addition({"reports": {"url": ..., "language": "en"}}), "still to be filled in\nreports: url"),
    ],
)
def test_open_answers_are_named(verdict, open_answers):
    assert verdict == f"pending: {open_answers}"


def test_incidents_to_judge_show_every_report_and_what_was_denied():
    reported, denials = exercises.list_statements(["IQC0260"], TABLES)
    expected = TABLES["observations"].loc[TABLES["observations"]["incident_id"] == "IQC0260", "claim_status"]
    assert sorted(reported["claim_status"]) == sorted(expected)
    assert set(denials["incident_id"]) == {"IQC0260"}
    assert denials["official_statement"].notna().all()
    assert set(exercises.CRITERIA) == set(CLAIM_STATUSES)
