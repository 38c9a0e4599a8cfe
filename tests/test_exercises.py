"""Exercises: the checks name the mistake and keep the answer, and both notebooks hold the same exercises."""

import ast
import hashlib
import re

import nbformat
import pandas as pd
import pytest
from matplotlib.figure import Figure

import helpers
from helpers.data.loading import RAW
from helpers.exercises import exercises, practice
from helpers.publish.notebooks import NOTEBOOKS

PROVINCE, YEAR = "Salah al-Din", 2020
ALT = "Bars of reported incidents by month, most of them in late summer."
TABLES = helpers.load_tables()
INCIDENTS = helpers.load_incidents()
CORE = INCIDENTS[INCIDENTS["scope"] == "core"]
COUNTS = CORE["province"].fillna("not told").value_counts()
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
        ("incidents", INCIDENTS.assign(incident_id="IQC9999").head(1), "no incident of the data, for example IQC9999"),
        ("total", "many", "total is a str; give a whole number"),
        ("total", True, "total is a bool"),
        ("total", len(TABLES["reports"]), "total counts reports"),
        ("total", len(TABLES["observations"]), "total counts codings"),
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
CERTAIN = IN_YEAR[(IN_YEAR["province"] == PROVINCE) & (IN_YEAR["scope"] == "core")]
BY_FIRST_DAY = CORE[(CORE["date_start"].dt.year == YEAR) & (CORE["province"] == PROVINCE)]


@pytest.mark.parametrize(
    ("selected", "said"),
    [
        (IN_YEAR["province"] == PROVINCE, "selected is a Series"),
        (IN_YEAR, "of another scope, for example IQC0047"),
        (IN_YEAR[IN_YEAR["scope"] == "core"], "of another province, or of none that is told"),
        (CORE[CORE["province"] == PROVINCE], "that did not happen in the year"),
        (BY_FIRST_DAY, "that can have happened outside the year (look at date_end too), for example IQC0370"),
        (CERTAIN.iloc[:-1], "selected lacks incidents"),
        (CERTAIN[CERTAIN["date_start"] == CERTAIN["date_end"]], "selected lacks incidents"),
    ],
)
def test_filtering_wrong(selected, said):
    assert exercises.check_filter(CERTAIN, PROVINCE, YEAR, TABLES).startswith("right")
    verdict = exercises.check_filter(selected, PROVINCE, YEAR, TABLES)
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
        (COUNTS.astype(str), "counts holds no numbers"),
        (COUNTS.reset_index(drop=True), "no names of provinces"),
        (CORE["province"].value_counts(), "incidents without a province are not in counts"),
        (INCIDENTS["province"].fillna("not told").value_counts(), "incidents of another scope too"),
        (count_wrongly(Babil=1000), "the count of Babil is too high"),
        (COUNTS.drop("Anbar"), "the count of Anbar is too low"),
        (count_wrongly(**{"not told": 1}), "the count of incidents without a province is too low"),
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
        COUNTS.reindex([*TABLES["provinces"]["province"], "not told"], fill_value=0).astype(float),
    ],
)
def test_other_ways_of_counting_are_right(counts):
    assert exercises.check_count(counts, TABLES).startswith("right")


def draw_bars(lower, upper=None, title="Most in September", label="Incidents"):
    ax = Figure().subplots()
    ax.bar(range(len(lower)), lower)
    if upper is not None:
        ax.bar(range(len(lower)), upper, bottom=lower)
    ax.set_title(title)
    ax.set_ylabel(label)
    return ax


BY_MONTH = helpers.count_by_period(CORE, "2020-01-01", "2020-12-31")
BARS, DOUBT = BY_MONTH["certain"], BY_MONTH["incidents"] - BY_MONTH["certain"]
OF_ALL = helpers.count_by_period(INCIDENTS, "2020-01-01", "2020-12-31")["certain"]
IN_2020 = CORE[CORE["date_start"].dt.year == 2020]
NAIVE = IN_2020["date_start"].dt.month.value_counts().reindex(range(1, 13), fill_value=0)


@pytest.mark.parametrize(
    ("ax", "alt", "said"),
    [
        (Figure(), ALT, "ax is a Figure"),
        (draw_bars(BARS[BARS > 0], DOUBT[BARS > 0]), ALT, "one for each month of the year"),
        (draw_bars(BARS), ALT, "of which the month is in doubt are not in the picture"),
        (draw_bars(OF_ALL, DOUBT), ALT, "of another scope too"),
        (draw_bars(NAIVE), ALT, "in the month of their first day, as if it were known"),
        (draw_bars(BY_MONTH["incidents"]), ALT, "do not set apart"),
        (draw_bars(BARS.where(BARS != 20, 99), DOUBT), ALT, "certain in September is too high"),
        (draw_bars(BARS, DOUBT, title=""), ALT, "no title"),
        (draw_bars(BARS, DOUBT, label=""), ALT, "does not say what it counts"),
        (draw_bars(BARS, DOUBT), "Bars.", "alt is too short"),
    ],
)
def test_plotting_wrong(ax, alt, said):
    verdict = exercises.check_plot(ax, alt, YEAR, TABLES)
    assert verdict.startswith("not yet")
    assert said in verdict
    assert not holds(verdict, 20)


def draw_over(lower, upper):
    ax = draw_bars(upper)
    ax.bar(range(len(lower)), lower)
    return ax


@pytest.mark.parametrize(
    "ax",
    [
        draw_bars(BARS, DOUBT),
        draw_bars(BARS, BY_MONTH["possible"] - BARS),
        draw_over(BARS, BY_MONTH["possible"]),
        helpers.draw_pace(BY_MONTH, title="Most in September"),
    ],
    ids=["spread", "possible", "one over the other", "draw_pace"],
)
def test_other_ways_of_plotting_are_right(ax):
    assert exercises.check_plot(ax, ALT, YEAR, TABLES).startswith("right")


PROVINCES = helpers.load_provinces()
MINE = CORE[CORE["date_start"] >= "2022-01-01"]
NOT_DRAWN = int(MINE["province"].isna().sum())


def draw_map(incidents, note=f"In no province: {NOT_DRAWN}."):
    counts = helpers.count_by_province(incidents, PROVINCES)
    breaks = helpers.find_breaks(counts["incidents"])
    return helpers.draw_provinces(helpers.classify_counts(counts, breaks), helpers.label_classes(breaks), note=note)


@pytest.mark.parametrize(
    ("mine", "ax", "not_drawn", "said"),
    [
        (2022, draw_map(MINE), NOT_DRAWN, "mine is a int"),
        (CORE, draw_map(CORE), NOT_DRAWN, "choose some of them"),
        (CORE.head(0), draw_map(MINE), 0, "mine is empty"),
        (INCIDENTS[INCIDENTS["date_start"] >= "2022-01-01"], draw_map(MINE), NOT_DRAWN, "of another scope"),
        (MINE, Figure().subplots(), NOT_DRAWN, "writes no count in any province"),
        (MINE, draw_map(CORE), NOT_DRAWN, "every incident of core scope, not those in mine"),
        (MINE, draw_map(MINE[MINE["province"] != "Basra"]), NOT_DRAWN, "writes in Basra is too low"),
        (MINE, draw_map(MINE), int(CORE["province"].isna().sum()), "counts those of every incident, not of yours"),
        (MINE, draw_map(MINE), 0, "not_drawn is too low"),
        (MINE, draw_map(MINE, note=""), NOT_DRAWN, "do not say how many incidents it cannot show"),
    ],
)
def test_mapping_wrong(mine, ax, not_drawn, said):
    assert exercises.check_map(MINE, draw_map(MINE), NOT_DRAWN, TABLES).startswith("right")
    verdict = exercises.check_map(mine, ax, not_drawn, TABLES)
    assert verdict.startswith("not yet")
    assert said in verdict
    assert not holds(verdict, NOT_DRAWN)


# Read by hand in the codings and claims of these incidents.
JUDGED = {"IQC0137": "none_reported", "IQC0232": "video_only", "IQC0260": "claimed", "IQC0002": "claimed"}


@pytest.mark.parametrize("incident_id", JUDGED)
@pytest.mark.parametrize("status", helpers.CLAIM_STATUSES)
def test_judging(incident_id, status):
    verdict = exercises.check_judgements({incident_id: status}, TABLES)
    if status == JUDGED[incident_id]:
        assert verdict.startswith("right")
    else:
        assert f"{incident_id} is not '{status}', which asks for" in verdict
        assert JUDGED[incident_id] == "claimed" or not holds(verdict, JUDGED[incident_id])


@pytest.mark.parametrize(
    ("judgements", "said"),
    [
        ({"IQC0137": "unclaimed"}, "'unclaimed' is no claim status"),
        ({"IQC9999": "claimed"}, "'IQC9999' is no incident of the data"),
    ],
)
def test_judging_what_is_not_there(judgements, said):
    assert said in exercises.check_judgements(judgements, TABLES)


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
        (("E0118", "E9999"), "'E9999' is no row_id of the list"),
        (("E0108", "E0109"), "one report tells of both, and counts them apart"),
        (("E0088", "E0136"), "are 26 apart"),
        (("E0115", "E0118"), "compare their places"),
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
        ("reports", {"ulr": "x"}, "reports has no column 'ulr'; spelled most like it: 'url'"),
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
    assert "'incident' is no table; spelled most like it: 'incidents'" in practice.check_addition({"incident": {}})


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
    topics = ["Load", "Filter", "Count", "Plot", "Map", "Judge a claim", "Find a duplicate", "Add an incident"]
    assert headings == [f"## {number}. {topic}" for number, topic in enumerate(topics, 1)] + ["## Where to go next"]


@pytest.mark.parametrize(("name", "word"), [("exercises", "pending: "), ("solutions", "right: ")])
def test_every_check_says_the_same(name, word):
    checks = [cell for cell in read_cells(name) if cell.cell_type == "code" and "check_" in cell.source]
    assert len(checks) == 8
    assert all(cell.outputs[0].text.startswith(word) for cell in checks)


@pytest.mark.parametrize(
    ("verdict", "open_answers"),
    [
        (exercises.check_load(INCIDENTS, ..., ..., TABLES), "total, of_core"),
        (exercises.check_filter(..., PROVINCE, YEAR, TABLES), "selected"),
        (exercises.check_count(..., TABLES), "counts"),
        (exercises.check_plot(..., ALT, YEAR, TABLES), "ax"),
        (exercises.check_map(MINE, ..., NOT_DRAWN, TABLES), "ax"),
        (exercises.check_judgements({"IQC0137": "claimed", "IQC0232": ...}, TABLES), "IQC0232"),
        (exercises.check_judgements(..., TABLES), "judgements"),
        (exercises.check_pair(..., LISTED, TABLES), "pair"),
        (practice.check_addition({"reports": {"url": ..., "language": "en"}}), "still to be filled in\nreports: url"),
    ],
)
def test_open_answers_are_named(verdict, open_answers):
    assert verdict == f"pending: {open_answers}"


def test_codings_to_judge_show_every_report_and_claim():
    codings, claims = exercises.list_codings(["IQC0260"], TABLES)
    assert codings["claim_status"].value_counts().to_dict() == {"claimed": 2, "not_mentioned": 2, "none_reported": 1}
    assert claims["kind"].tolist() == ["claim", "claim"]
    assert claims.columns.tolist() == ["incident_id", "report_id", "group_id", "kind", "form"]
    assert list(exercises.CRITERIA) == list(helpers.CLAIM_STATUSES)
