"""Rows that are plausible and false, of many kinds: each is refused, or warned of, at its line."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from helpers.data import vocabularies
from helpers.data.consistency import find_doubts
from helpers.data.validation import validate_folder

EXAMPLES = 2  # of each kind: the simplest and another
OTHER_WEAPONS = sorted(set(vocabularies.WEAPONS) - {"ied", "unknown", "explosively_formed_penetrator"})
REPORT = {"report_id": "R0006", "url": "https://example.org/x", "outlet_id": "press_tv", "language": "en"}
SEEN = {"row_id": "E2009", "incident_no": 4, "target_type": "supply_convoy", "weapon": "ied", "outcome": "detonated"}
SEEN |= {"claim_status": "not_mentioned", "confidence": "high", "coder": "a1", "province": "Muthanna"}
ALONE = SEEN | {"report_id": "R0006", "incident_no": 1, "reason": "fits two incidents", "date_precision": "unknown"}
JOINED = SEEN | {"report_id": "R0002", "incident_id": "IQC0010", "incident_date": "2022-01-23", "date_precision": "day"}
MORE_DAYS, FEW = st.integers(2, 400), st.integers(1, 20)


def day(start, days):
    return str(datetime.date.fromisoformat(start) + datetime.timedelta(days))


def joined(**values):
    return {}, {"observations.csv": [JOINED | values]}, "observations.csv", 13


def alone(published, **values):
    added = {"reports.csv": [REPORT | {"published": published}], "observations.csv": [ALONE | values]}
    return {}, added, "observations.csv", 13


def dated(number):
    """A day that an observation gives."""
    return {"incident_date": number, "date_precision": "day"}


def both(incident, observation, columns, file="incidents.csv"):
    """The same false value in an incident and in its only observation, so that they agree."""
    cells = {("incidents.csv", incident, column): value for column, value in columns.items()}
    cells |= {("observations.csv", observation, column): value for column, value in columns.items()}
    return cells, {}, file, incident if file == "incidents.csv" else observation


def one(file, line, **columns):
    return {(file, line, column): value for column, value in columns.items()}, {}, file, line


def move(days, line=3, observation=5, at="observations.csv"):
    """Another day in IQC0002 and in what its report says."""
    new = day("2021-07-29", days)
    cells = {("incidents.csv", line, "date_start"): new, ("incidents.csv", line, "date_end"): new}
    cells[("observations.csv", observation, "incident_date")] = new
    return cells, {}, at, observation if at == "observations.csv" else line


def add(file, line, **columns):
    return {}, {file: [columns]}, file, line


GROUP = {"group_id": "zz", "source": "https://example.org/x"}
# Each kind: a strategy, and what it makes of a value: cells changed, rows added, the file and the line to be named.
KINDS = {
    "attack after its report": (MORE_DAYS, lambda n: move(n)),
    "attack after all of its reports": (MORE_DAYS, lambda n: move(n, at="incidents.csv")),
    "attack long before its report": (
        st.integers(31, 500),
        lambda n: alone(day("2021-07-29", n), **dated("2021-07-29")),
    ),
    "report dated after it appeared": (FEW, lambda n: alone("2021-07-29", **dated(day("2021-07-29", n)))),
    "attack entered twice": (st.just(""), lambda note: one("incidents.csv", 4, note=note)),
    "attack entered twice, one day on": (FEW, lambda n: joined(incident_date=day("2022-01-23", -n))),
    "report joined to an attack elsewhere": (
        st.sampled_from(["Basra", "Anbar", "Babil"]),
        lambda province: joined(province=province),
    ),
    "report joined to an attack of another week": (
        st.integers(2, 60),
        lambda n: joined(incident_date=day("2022-01-23", -n), coder_note="a slip of the page"),
    ),
    "weapon that no report names": (
        st.sampled_from(OTHER_WEAPONS),
        lambda weapon: one("incidents.csv", 2, weapon=weapon, value_reasons="weapon: corrected later"),
    ),
    "outcome that no report names": (
        st.sampled_from(["defused", "claimed_only"]),
        lambda outcome: one("incidents.csv", 2, outcome=outcome, value_reasons="outcome: corrected later"),
    ),
    "target that no report names": (
        st.sampled_from(["military_convoy", "contractor_vehicle"]),
        lambda target: one("incidents.csv", 2, target_type=target, value_reasons="target_type: corrected later"),
    ),
    "time that no report names": (
        st.sampled_from(["morning", "night", "10:15"]),
        lambda time: one("incidents.csv", 2, time_local=time, value_reasons="time_local: corrected later"),
    ),
    "weapon against its report": (
        st.sampled_from(OTHER_WEAPONS),
        lambda weapon: one("incidents.csv", 2, weapon=weapon),
    ),
    "casualties that no report gives": (FEW, lambda n: one("incidents.csv", 3, killed_min=n, killed_max=n)),
    "very many killed": (
        st.integers(21, 900),
        lambda n: both(4, 6, {"killed_min": n, "killed_max": n}, "observations.csv"),
    ),
    "very many vehicles": (st.integers(21, 900), lambda n: alone("2021-08", vehicles_damaged=n)),
    "nine hundred million killed": (
        st.integers(10**6, 9 * 10**8),
        lambda n: both(4, 6, {"killed_min": n, "killed_max": n}, "observations.csv"),
    ),
    "no highest figure": (FEW, lambda n: alone("2021-08", killed_min=n)),
    "harm by a device found in time": (
        st.integers(1, 9),
        lambda n: alone("2021-08", outcome="defused", injured_min=n, injured_max=n),
    ),
    "attack of the period set aside": (st.just("adjacent"), lambda scope: one("incidents.csv", 3, scope=scope)),
    "attack of another decade": (
        st.integers(2005, 2017),
        lambda year: (
            {
                ("incidents.csv", 8, "date_start"): f"{year}-12-26",
                ("incidents.csv", 8, "date_end"): f"{year}-12-26",
                ("incidents.csv", 8, "scope"): "adjacent",
                ("observations.csv", 11, "incident_date"): f"{year}-12-26",
            },
            {},
            "incidents.csv",
            8,
        ),
    ),
    "month as long as a year": (
        st.integers(32, 365),
        lambda n: one("incidents.csv", 8, date_start=day("2021-12-26", -n), date_precision="month"),
    ),
    "day that no report gives": (
        st.just("2021-09"),
        lambda month: (
            (*one("observations.csv", 12, incident_date=month, date_precision="month")[:2], "incidents.csv", 7)
        ),
    ),
    "place of another province": (
        st.sampled_from(["P0002", "P0003"]),
        lambda place: one("incidents.csv", 3, place_id=place),
    ),
    "province against its report": (
        st.sampled_from(["Wasit", "Anbar"]),
        lambda name: one("incidents.csv", 6, province=name),
    ),
    "claim after its report": (MORE_DAYS, lambda n: one("claims.csv", 3, claimed_on=day("2022-01-24", n))),
    "claim before the attack": (MORE_DAYS, lambda n: one("claims.csv", 3, claimed_on=day("2022-01-23", -n))),
    "claim long after the attack": (
        st.integers(5, 25),
        lambda n: (
            {("claims.csv", 2, "claimed_on"): day("2021-10-05", n), ("reports.csv", 6, "published"): "2021-10"},
            {},
            "claims.csv",
            2,
        ),
    ),
    "claim before the group was there": (
        st.integers(1, 12),
        lambda month: ({("groups.csv", 2, "first_seen"): f"2022-{month:02}"}, {}, "claims.csv", 2),
    ),
    "claim by a group that the report does not name": (
        st.sampled_from(["Qasim al-Jabbarin", "Saraya Awliya al-Dam", "Usbat al-Thaireen"]),
        lambda name: one("observations.csv", 2, claimed_by=name),
    ),
    "claim where the report knows of none": (
        st.sampled_from(["not_mentioned", "none_reported"]),
        lambda status: one("observations.csv", 2, claim_status=status),
    ),
    "claim that nobody entered": (
        st.sampled_from(["claimed", "video_only"]),
        lambda status: one("observations.csv", 3, claim_status=status),
    ),
    "channel without a claim": (
        st.sampled_from(["Telegram", "statement"]),
        lambda text: one("observations.csv", 6, claim_channel=text),
    ),
    "footage that is a statement": (st.just("statement"), lambda form: one("claims.csv", 2, form=form)),
    "known from a claim that is not there": (
        st.just("claimed_only"),
        lambda outcome: both(8, 11, {"outcome": outcome}),
    ),
    "denial that nobody made": (
        st.sampled_from([11, 10]),
        lambda line: one("observations.csv", line, outcome="denied"),
    ),
    "claim of several before it begins": (FEW, lambda n: one("batch_claims.csv", 2, claimed_on=day("2022-01-17", -n))),
    "claim of several after its report": (FEW, lambda n: one("batch_claims.csv", 2, claimed_on=day("2022-01-24", n))),
    "claim of more attacks than there were": (FEW, lambda n: one("batch_claims.csv", 2, fewest=2 + n, most=2 + n)),
    "report from before the period": (
        st.integers(2003, 2019),
        lambda year: (*alone(f"{year}-05")[:2], "reports.csv", 7),
    ),
    "report from the future": (st.integers(2050, 2099), lambda year: (*alone(f"{year}-05-03")[:2], "reports.csv", 7)),
    "report of another day than its address": (
        st.integers(3, 28),
        lambda n: one("reports.csv", 2, published=day("2021-07-29", n)),
    ),
    "report of another year than its address": (
        st.integers(1, 3),
        lambda n: one("reports.csv", 2, published=f"{2021 + n}-07-29"),
    ),
    "page under another address": (
        st.sampled_from(
            [
                "http://www.thecradle.co/Article/News/5189",
                "https://m.thecradle.co/Article/News/5189/",
                "https://TheCradle.co:443/Article/News/5189?utm_source=x",
            ]
        ),
        lambda url: (
            (
                *alone("2021-08")[:1],
                {"reports.csv": [REPORT | {"url": url}], "observations.csv": [ALONE]},
                "reports.csv",
                7,
            )
        ),
    ),
    "outlets that reprint each other": (st.just("syria_360"), lambda outlet: one("reports.csv", 4, reprint_of=outlet)),
    "outlet that reprints itself": (st.just("gfatf"), lambda outlet: one("reports.csv", 3, reprint_of=outlet)),
    "outlet entered twice": (
        st.sampled_from(["ABNA (AhlulBayt News Agency)", "abna (ahlulbayt news agency)"]),
        lambda name: one("outlets.csv", 3, name=name),
    ),
    "group entered twice": (
        st.sampled_from(["Ashab Al Kahf", "Ahl al-Kahf", "companions of the cave"]),
        lambda name: add("groups.csv", 3, **GROUP, name=name),
    ),
    "informant entered twice": (
        st.sampled_from(["Ashab al Kahf", "ASHAB AL-KAHF"]),
        lambda name: one("informants.csv", 3, name=name),
    ),
    "claimant on another side": (
        st.sampled_from(["coalition", "iraqi_state", "neither"]),
        lambda side: one("informants.csv", 2, side=side),
    ),
    "nobody counts as somebody": (
        st.sampled_from(["yes", "if_alone"]),
        lambda counts: one("informants.csv", 7, counts=counts),
    ),
    "place entered twice": (
        st.sampled_from(["Nasiriyah centre", "Nasiriyah city"]),
        lambda name: add(
            "places.csv",
            10,
            place_id="P0009",
            name=name,
            precision="town",
            latitude=31.05799,
            longitude=46.25726,
            province="Dhi Qar",
            source="https://example.org/x",
        ),
    ),
    "second coding after its report": (FEW, lambda n: one("second_codings.csv", 2, incident_date=day("2022-01-24", n))),
    "second reading of another season": (
        st.sampled_from(["2020-02 to 2020-08", "2022-02 to 2022-03"]),
        lambda window: one("second_readings.csv", 2, window=window),
    ),
    "total before its period": (
        st.integers(1, 200),
        lambda n: one("published_totals.csv", 8, published=day("2020-08-01", -n)),
    ),
    "total from the future": (
        st.integers(2050, 2099),
        lambda year: one("published_totals.csv", 8, published=f"{year}-01-01"),
    ),
    "list with more found than listed": (FEW, lambda n: one("capture_checks.csv", 2, found=10 + n)),
    "note that names an attack withdrawn": (
        st.integers(20, 999),
        lambda n: one("incidents.csv", 2, note=f"May be IQC{n:04}"),
    ),
}
pytestmark = pytest.mark.usefixtures("whole_tables_once")


def test_there_are_at_least_forty_kinds():
    assert len(KINDS) >= 40


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_false_is_refused_or_warned_of_at_its_line(raw, change, kind):
    values, make = KINDS[kind]
    whole = {path: path.read_bytes() for path in raw.glob("*.csv")}

    @settings(max_examples=EXAMPLES, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(value=values)
    def check(value):
        cells, added, file, line = make(value)
        try:
            change(cells, added)
            tables, faults = validate_folder(raw)
        finally:
            for path, content in whole.items():
                path.write_bytes(content)
        found = faults + find_doubts(tables)
        assert (file, line) in {(fault.file, fault.line) for fault in found}, (value, found)

    check()
