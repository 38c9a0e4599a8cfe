"""Claims: statuses, bounds against every possible assignment, headline numbers counted by hand from the raw files."""

import csv
import itertools
from collections import Counter

import pandas as pd
import pytest

import helpers
from helpers.claims.results import drop_outlet
from helpers.data.claim_status import classify_claims
from helpers.data.loading import RAW

CASES = [  # claims of one incident, what its report says, expected status, expected claimants
    ([], "not_mentioned", "not_mentioned", None),
    ([], "none_reported", "none_reported", None),
    ([("g", "video")], "video_only", "video_only", "g"),
    ([("g", "claim")], "claimed", "claimed", "g"),
    ([("g", "claim"), ("g", "video")], "claimed", "claimed", "g"),
    ([("g", "claim"), ("h", "video")], "claimed", "claimed", "g;h"),
    ([("h", "claim"), ("g", "claim")], "claimed", "several_claimants", "g;h"),
    ([("g", "claim")], "none_reported", "claimed", "g"),  # one report has the claim, another does not
]


@pytest.mark.parametrize(("claims", "said", "status", "claimants"), CASES)
def test_each_incident_has_one_claim_status(claims, said, status, claimants):
    table = pd.DataFrame(claims, columns=["group_id", "kind"], dtype="str").assign(incident_id="A")
    told = pd.DataFrame({"incident_id": ["A"], "claim_status": [said]})
    row = classify_claims(pd.DataFrame({"incident_id": ["A"]}), told, table).iloc[0]
    assert row["claim_status"] == status
    assert row["claimants"] == claimants if claimants else pd.isna(row["claimants"])


def make_tables(statuses, batches, claims=()):
    """Incidents A, B, … on one day each from 1 January 2021 on, in Babil; batches from day to day, fewest, most."""
    names = [chr(ord("A") + number) for number in range(len(statuses))]
    days = pd.date_range("2021-01-01", periods=len(statuses))
    incidents = pd.DataFrame({"incident_id": names, "date_start": days, "date_end": days, "province": "Babil"})
    incidents["claim_status"] = statuses
    own = [(name, "g", "claim") for name, status in zip(names, statuses, strict=True) if status == "claimed"]
    rows = [
        (f"B{number}", group, days[first], days[last], None, fewest, most)
        for number, (group, first, last, fewest, most) in enumerate(batches)
    ]
    columns = ["batch_id", "group_id", "period_start", "period_end", "provinces", "fewest", "most"]
    return {
        "incidents": incidents,
        "claims": pd.DataFrame([*own, *claims], columns=["incident_id", "group_id", "kind"]),
        "batch_claims": pd.DataFrame(rows, columns=columns),
    }


def try_all(tables):
    """Return the fewest and the most claimed incidents over all ways in which the batches can be meant."""
    incidents = tables["incidents"]
    claimed = set(incidents.loc[incidents["claim_status"] == "claimed", "incident_id"])
    ways = []
    for batch in tables["batch_claims"].itertuples():
        there = incidents["date_start"].between(batch.period_start, batch.period_end)
        names = incidents.loc[there, "incident_id"]
        most = len(names) if pd.isna(batch.most) else int(min(batch.most, len(names)))
        sizes = range(batch.fewest, most + 1)
        ways.append([set(way) for size in sizes for way in itertools.combinations(names, size)])
    counts = [len(claimed.union(*way)) for way in itertools.product(*ways)]
    return min(counts), max(counts)


SILENT, NOBODY = "not_mentioned", "none_reported"
MEANINGS = [
    ([SILENT] * 4, [("g", 0, 3, 2, 3)]),
    (["claimed", SILENT, NOBODY, "claimed"], [("g", 0, 3, 3, 4)]),
    (["claimed", SILENT, SILENT], [("h", 0, 2, 2, 2)]),  # another group's claim may be among them
    ([SILENT] * 5, [("g", 0, 1, 1, 2), ("h", 3, 4, 2, 2)]),  # apart: the bounds add up
    ([SILENT] * 4, [("g", 0, 3, 3, 3), ("h", 0, 3, 2, 2)]),  # the same attacks: they do not
    ([SILENT, NOBODY, SILENT], [("g", 0, 2, 1, None)]),  # no number is reported
    ([SILENT, NOBODY, SILENT, SILENT], [("g", 0, 2, 2, 3), ("h", 1, 3, 1, 2)]),
    (["claimed"] * 3, [("g", 0, 2, 2, 3)]),
    ([SILENT] * 5, [("g", 0, 1, 1, 2), ("h", 3, 4, 2, 2), ("i", 0, 4, 0, 1)]),  # one that may mean any adds none
    ([SILENT] * 5, [("g", 0, 2, 2, 2), ("h", 2, 4, 2, 2), ("i", 1, 3, 1, 1)]),  # a chain
    ([SILENT] * 4, [("g", 0, 1, 0, 2), ("h", 0, 3, 0, 1), ("i", 3, 3, 0, 1)]),  # together fewer than the sum
]


@pytest.mark.parametrize(("statuses", "batches"), MEANINGS)
def test_bounds_are_those_of_every_possible_meaning(statuses, batches):
    tables = make_tables(statuses, batches)
    bounds = helpers.bound_claimed(tables["incidents"], tables)
    fewest, most = try_all(tables)
    assert bounds["claimed"].tolist()[1:3] == [fewest, most]
    assert bounds["claimed"][0] == statuses.count("claimed")
    assert bounds["claimed"][3] == statuses.count("claimed")
    assert bounds["total"][3] == len(statuses) - statuses.count(SILENT)
    assert bounds["claimed"][4] >= most


def test_silence_may_hide_a_claim_but_not_where_nobody_claimed_unless_a_batch_covers_it():
    tables = make_tables([SILENT, NOBODY, NOBODY, NOBODY, "video_only"], [("g", 1, 2, 1, 1)])
    bounds = helpers.bound_claimed(tables["incidents"], tables)
    assert bounds["claimed"][4] == 3  # the silent one, the video, and one of two that nobody had claimed yet
    assert bounds["total"][3] == 4  # a video is not silence


def test_what_a_batch_may_mean_outside_the_selection_lowers_the_lower_bound_only():
    tables = make_tables([SILENT] * 4, [("g", 0, 3, 3, 4)])
    for shown, fewest, most in ((4, 3, 4), (3, 2, 3), (1, 0, 1), (0, 0, 0)):
        row = helpers.bound_batches(tables["incidents"].head(shown), tables).iloc[0]
        assert (row["fewest"], row["most"]) == (fewest, most)


def test_a_batch_covers_its_provinces_and_what_may_lie_in_them_and_in_its_period():
    tables = make_tables([SILENT] * 4, [("g", 1, 2, 1, 4)])
    tables["incidents"]["province"] = ["Babil", "Basra", None, "Babil"]
    tables["incidents"].loc[3, "date_start"] = pd.Timestamp("2021-01-03")  # to 4 January: it may have been the third
    tables["batch_claims"]["provinces"] = "Najaf; Babil"
    assert helpers.bound_batches(tables["incidents"], tables)["open"].tolist() == [["C", "D"]]


@pytest.fixture(scope="module")
def tables():
    return helpers.load_tables()


@pytest.fixture(scope="module")
def incidents():
    return helpers.select_incidents(helpers.load_incidents()).incidents


def read_raw(name):
    with (RAW / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def by_hand():
    """Core incidents, their claims, and what each report says, from the raw files alone."""
    core = {row["incident_id"] for row in read_raw("incidents") if row["scope"] == "core"}
    claims = [row for row in read_raw("claims") if row["incident_id"] in core]
    said = {}
    for row in read_raw("observations"):
        if row["incident_id"] in core:
            said.setdefault(row["incident_id"], set()).add(row["claim_status"])
    return core, claims, said


def test_headline_shares_are_those_of_the_raw_files(tables, incidents, by_hand):
    core, claims, said = by_hand
    claimed = {row["incident_id"] for row in claims if row["kind"] == "claim"}
    videos = {row["incident_id"] for row in claims if row["kind"] == "video"} - claimed
    batches = {name for name, what in said.items() if "batch" in what} - claimed - videos
    nobody = {name for name, what in said.items() if "none_reported" in what} - claimed - videos - batches
    silent = core - claimed - videos - batches - nobody
    bounds = helpers.bound_claimed(incidents, {**tables, "batch_claims": tables["batch_claims"].head(0)})
    assert bounds["claimed"].tolist() == [len(claimed)] * 4 + [len(core) - len(nobody)]
    assert bounds["total"].tolist() == [len(core)] * 3 + [len(core) - len(silent), len(core)]
    results = helpers.measure_claims(incidents, tables)
    assert results.iloc[0] == pytest.approx(len(claimed) / len(core))


def test_an_attack_that_several_reports_say_was_claimed_counts_once_per_group(incidents, by_hand):
    """Ashab al-Kahf's row summed to more than the attacks that it claimed."""
    group = "ashab_al_kahf"
    rows = [row["incident_id"] for row in by_hand[1] if row["group_id"] == group and row["kind"] == "claim"]
    assert len(set(rows)) < len(rows)  # else this test could not fail
    namespace = run_notebook_cells({})
    assert namespace["where"]["Ashab al-Kahf"].sum() == len(set(rows))
    pairs = {(row["incident_id"], row["group_id"]) for row in by_hand[1] if row["group_id"] and row["kind"] == "claim"}
    assert namespace["where"].to_numpy().sum() == len(pairs)


def test_who_reports_the_claims_is_counted_by_hand(tables, incidents, by_hand):
    outlets = {row["outlet_id"]: row["chart_group"] for row in read_raw("outlets")}
    origins = {row["report_id"]: row["reprint_of"] or row["outlet_id"] for row in read_raw("reports")}
    carried = {}
    for row in by_hand[1]:
        if row["kind"] == "claim":
            carried.setdefault(row["incident_id"], set()).add(origins[row["report_id"]])
    own = sum(any(outlets[name] == "iranian_and_armed_group" for name in names) for names in carried.values())
    alone = sum(len(names) == 1 for names in carried.values())
    results = helpers.measure_claims(incidents, tables)
    assert results.iloc[5] == pytest.approx(alone / len(carried))
    covered = {row["incident_id"] for row in read_raw("observations") if outlets[origins[row["report_id"]]] == "iraqi"}
    iraqi = sum(any(outlets[name] == "iraqi" for name in names) for names in carried.values())
    assert results.iloc[6] == pytest.approx(iraqi / len(covered & set(carried)))
    rest = sum(any(outlets[name] != "iranian_and_armed_group" for name in names) for names in carried.values())
    namespace = run_notebook_cells({})
    assert (namespace["own"], namespace["rest"], namespace["every"]) == (own, rest, len(carried))


def test_widely_reported_attacks_are_counted_by_hand(tables, incidents, by_hand):
    reports = {}
    for row in read_raw("observations"):
        reports.setdefault(row["incident_id"], set()).add(row["report_id"])
    claimed = {row["incident_id"] for row in by_hand[1] if row["kind"] == "claim"}
    widely = [name in claimed for name in by_hand[0] if len(reports[name]) >= 6]
    others = [name in claimed for name in by_hand[0] if len(reports[name]) < 6]
    difference = sum(widely) / len(widely) - sum(others) / len(others)
    assert helpers.measure_claims(incidents, tables).iloc[3] == pytest.approx(difference)


def test_the_two_leading_groups_are_counted_by_hand(tables, incidents, by_hand):
    pairs = {(row["incident_id"], row["group_id"]) for row in by_hand[1] if row["kind"] == "claim" and row["group_id"]}
    counts = pd.Series([group for _, group in pairs]).value_counts()
    assert helpers.measure_claims(incidents, tables).iloc[4] == pytest.approx(counts.head(2).sum() / len(pairs))
    days = {row["incident_id"]: row["date_start"] for row in read_raw("incidents") if row["date_precision"] == "day"}
    names = {row["group_id"]: row["name"] for row in read_raw("groups")}
    groups = run_notebook_cells({})["groups"]
    for group, count in counts.items():
        dated = {days[incident] for incident, claimant in pairs if claimant == group and incident in days}
        assert groups.loc[names[group], ["claimed", "days"]].tolist() == [count, len(dated)]


def test_losses_add_up_to_the_raw_figures(by_hand):
    rows = [row for row in read_raw("incidents") if row["incident_id"] in by_hand[0]]
    totals = run_notebook_cells({})["totals"]
    for column, name in (("vehicles_damaged", "vehicles damaged"), ("killed", "killed"), ("injured", "injured")):
        least = sum(int(row[f"{column}_min"] or 0) for row in rows)
        most = sum(int(row[f"{column}_max"] or row[f"{column}_min"] or 0) for row in rows)
        assert totals.loc["total", ("minimum", name)] == least
        assert totals.loc["total", ("maximum", name)] == most
        parts = totals.drop(index="total").sum()
        assert parts.equals(totals.loc["total"].astype(parts.dtype))


def test_the_two_kinds_of_denial_are_kept_apart(by_hand):
    observed = {row["row_id"]: row["incident_id"] for row in read_raw("observations")}
    denied = {(observed[row["row_id"]], row["says"]) for row in read_raw("attributions") if row["says"] != "attack"}
    denied = [says for incident, says in denied if incident in by_hand[0]]
    counts = run_notebook_cells({})["counts"]
    assert counts.tolist() == [denied.count("no_attack"), denied.count("not_coalition_convoy")]


def test_a_claim_that_two_outlets_reprint_rests_on_one():
    claims = [
        ("A", "g", "claim", "R1"),
        ("A", "g", "claim", "R2"),
        ("B", None, "claim", "R1"),
        ("C", "g", "video", "R1"),
    ]
    tables = {
        "claims": pd.DataFrame(claims, columns=["incident_id", "group_id", "kind", "report_id"]),
        "reports": pd.DataFrame({"report_id": ["R1", "R2"], "outlet_id": ["o", "p"], "reprint_of": [None, "o"]}),
        "outlets": pd.DataFrame({"outlet_id": ["o", "p"], "chart_group": ["iranian_and_armed_group", "iraqi"]}),
        "groups": pd.DataFrame({"group_id": ["g"], "name": ["Group"]}),
    }
    traced = helpers.trace_claims(pd.DataFrame({"incident_id": list("ABC")}), tables)
    assert traced[["incident_id", "outlet_id"]].to_numpy().tolist() == [["A", "o"], ["B", "o"]]
    assert traced["group"].isna().tolist() == [False, True]


def test_without_an_outlet_its_reprints_are_gone_too(tables, incidents):
    reports = {row["report_id"]: row["reprint_of"] or row["outlet_id"] for row in read_raw("reports")}
    shown = set(incidents["incident_id"])
    pairs = {(row["incident_id"], reports[row["report_id"]]) for row in read_raw("observations")}
    largest = Counter(outlet for incident, outlet in pairs if incident in shown).most_common(1)[0][0]
    rest = drop_outlet(tables, largest)
    for name in ("observations", "claims"):
        assert set(rest[name]["report_id"]) == {
            row["report_id"] for row in read_raw(name) if reports[row["report_id"]] != largest
        }
    variants = helpers.vary_selection(incidents, tables)
    choices = helpers.vary_claims(variants, tables)
    assert list(choices) == list(variants)
    without = next(shown for shown, used in choices.values() if used is not tables)
    still = {row["incident_id"] for row in read_raw("observations") if reports[row["report_id"]] != largest}
    assert set(without["incident_id"]) == still & set(incidents["incident_id"])
    claims = [row for row in read_raw("claims") if reports[row["report_id"]] != largest and row["kind"] == "claim"]
    claimed = without.loc[without["claim_status"].isin(["claimed", "several_claimants"]), "incident_id"]
    assert set(claimed) == {row["incident_id"] for row in claims} & set(without["incident_id"])


def make_days():
    days = pd.to_datetime(["2021-01-01", "2021-01-05", "2021-01-01"])
    return pd.DataFrame({"group": ["few", "few", "many"], "day": days, "attacks": [1, 1, 9]})


def test_strips_are_ordered_by_attacks_and_dots_grow_with_them():
    ax = helpers.draw_claims_over_time(make_days(), accent=["many"])
    assert [label.get_text() for label in ax.get_yticklabels()] == ["many", "few"]
    many, few = ax.collections
    assert many.get_sizes()[0] == 9 * few.get_sizes()[0]
    assert [text.get_text() for text in ax.texts] == ["1 day", "2 days"]


def test_a_batch_is_a_bar_over_its_period_even_of_a_group_without_other_claims():
    period = pd.to_datetime(["2021-01-03", "2021-01-10"])
    batch = pd.DataFrame({"group": ["new"], "period_start": period[:1], "period_end": period[1:]})
    ax = helpers.draw_claims_over_time(make_days(), batch.assign(fewest=2, most=5))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["many", "few", "new"]
    (bar,) = ax.patches
    assert bar.get_width() == 8  # both ends are days of the period
    assert {"2 to 5", "batch only"} <= {text.get_text() for text in ax.texts}


@pytest.mark.parametrize(("fewest", "most", "size"), [(2, 5, "2 to 5"), (3, 3, "3"), (4, None, "4 or more")])
def test_a_batch_says_its_size(fewest, most, size):
    period = pd.to_datetime(["2021-01-03"])
    batch = pd.DataFrame({"group": ["few"], "period_start": period, "period_end": period, "fewest": [fewest]})
    ax = helpers.draw_claims_over_time(make_days(), batch.assign(most=pd.array([most], dtype="Int64")))
    assert ax.texts[-1].get_text() == size


def test_no_claim_is_said_in_the_picture():
    ax = helpers.draw_claims_over_time(make_days().head(0))
    assert [text.get_text() for text in ax.texts] == ["no claim in this selection"]


def test_parts_carry_their_numbers():
    frame = pd.DataFrame({"a": [0.5, 0.0], "b": [0.5, 1.0]}, index=["x", "y"])
    ax = helpers.label_parts(frame.plot.barh(stacked=True), percent=True)
    assert [text.get_text() for text in ax.texts if text.get_text()] == ["50%", "50%", "100%"]
    assert ax.yaxis_inverted()


def run_notebook_cells(parameters):
    """Run the code cells of the notebook in one namespace, with other parameters; return it with what is shown."""
    key = tuple(parameters.items())
    if key not in RUNS:
        RUNS[key] = run_cells("03_claims.ipynb", parameters)
    return RUNS[key]


RUNS: dict = {}
LOADED: list = []  # read once for all runs


def run_cells(name, parameters):
    import nbformat
    from IPython.display import Markdown
    from matplotlib import pyplot

    from helpers.charts import show as showing
    from helpers.publish.notebooks import NOTEBOOKS

    notebook = nbformat.read(NOTEBOOKS / name, as_version=4)
    namespace, shown = {}, []
    if not LOADED:
        LOADED.extend([helpers.load_tables(), helpers.load_incidents()])
    with pytest.MonkeyPatch.context() as patch, pd.option_context("display.max_colwidth", 50):
        patch.setattr(helpers, "load_tables", lambda: {name: table.copy() for name, table in LOADED[0].items()})
        patch.setattr(helpers, "load_incidents", lambda **_: LOADED[1].copy())
        patch.setattr(showing, "display", lambda item: shown.append(item.data if isinstance(item, Markdown) else ""))
        for cell in notebook.cells:
            if cell.cell_type == "code":
                exec(cell.source, namespace)
                if cell.metadata.get("tags") == ["parameters"]:
                    namespace.update(parameters)
    pyplot.close("all")
    return {**namespace, "shown": "\n".join(shown)}


OTHERS = [
    {"FIRST_DAY": "2022-12-01"},
    {"FIRST_DAY": "2021-07-29", "LAST_DAY": "2021-07-29"},
    {"FIRST_DAY": "2021-08-01", "LAST_DAY": "2021-08-31"},
    {"SCOPE": "adjacent"},
    {"SCOPE": None},
    {"GROUP": "ashab_al_kahf"},
    {"GROUP": "liwa_khaybar"},
    {"CORROBORATION": "two_informants"},
    {"CORROBORATION": "two_sides", "GROUP": "liwa_khaybar"},
]


@pytest.mark.slow
@pytest.mark.parametrize("parameters", OTHERS, ids=str)
def test_a_student_can_change_the_parameters(parameters):
    shown = run_notebook_cells(parameters)["shown"]
    assert "nan" not in shown.lower().replace("finan", "")
    assert shown.split("\n## ")[1].startswith("How many attacks were claimed?")  # headings turn neutral


def test_the_published_headings_answer():
    shown = run_notebook_cells({})["shown"]
    assert shown.count("\n## ") == 6
    assert shown.split("\n## ")[1].startswith("At least 33% of the attacks were claimed")
    assert "nan" not in shown.lower()
