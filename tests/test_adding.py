"""Adding a report by questions: what is written, and that nothing is when anything goes wrong."""

import csv
import io
import os
import subprocess
import sys
import threading
import time

import pytest
from click.testing import CliRunner

from helpers.__main__ import main
from helpers.data.editing import derive_incident, find_next_identifier, put_row, read_cells, write_table
from helpers.data.loading import PROJECT, RAW, check_folder
from helpers.publish.writing import write_together

# A made-up report of an attack that is not in the small tables: question (its start) and answer.
pytestmark = pytest.mark.usefixtures("whole_tables_once")
NEW_INCIDENT = [
    ("Outlet (part", ""),  # guessed from the host
    ("Day (or month) of publication", ""),  # guessed from the address
    ("Language", "en"),
    ("Outlet whose text", ""),
    ("Date that the report gives", "2021-08-14"),
    ("Local time", "evening"),
    ("Place in the report's words", "highway near Samawah"),
    ("Place in places.csv", ""),  # guessed from the words
    ("Province", ""),  # that of the place
    ("What was attacked", ""),
    ("The target in a few words", "two trucks"),
    ("Weapon", "roadside bomb"),
    ("What became", "exploded"),
    ("Vehicles damaged", "some"),
    ("People killed", "0"),
    ("People injured", "1-2"),
    ("What the report says of claims", "unclaimed"),
    ("Who officially", ""),
    ("Whom the report cites", "Security Media Cell"),
    ("That date and place are right", "high"),
    ("What the coder wants known", ""),
    ("Which coder", "a1"),
    ("Which attack is it", ""),  # nothing near: a new one
    ("Informant", ""),  # guessed from the words
    ("Outlet between", ""),
    ("What the informant says", ""),
    ("Another informant", ""),
    ("Does the report cover another", "n"),
    ("The tables are valid", "y"),
]
URL = "https://www.presstv.ir/Detail/2021/08/15/664000/made-up"


def add(raw, url, answers):
    given = answers if isinstance(answers, io.IOBase) else "".join(f"{answer}\n" for _, answer in answers)
    return CliRunner().invoke(main, ["add", url, "--raw", str(raw)], input=given)


def read_rows(raw, name):
    with (raw / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def read_bytes(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def replace(answers, changes):
    """Answer some questions otherwise: by the words with which they start."""
    assert all(any(text.startswith(start) for text, _ in answers) for start in changes)
    return [
        (text, next((changes[start] for start in changes if text.startswith(start)), told)) for text, told in answers
    ]


def insert(answers, before, *more):
    place = next(number for number, (text, _) in enumerate(answers) if text.startswith(before))
    return [*answers[:place], *more, *answers[place:]]


def test_a_new_incident_is_written_with_the_next_free_identifiers(raw):
    before = read_bytes(raw)
    result = add(raw, URL, NEW_INCIDENT)
    assert result.exit_code == 0, result.output
    for text, _ in NEW_INCIDENT:
        assert text in result.output
    assert check_folder(raw)[1] == []
    changed = {name for name, content in read_bytes(raw).items() if before.get(name) != content}
    assert changed == {"reports.csv", "observations.csv", "attributions.csv", "incidents.csv"}
    for name in changed:  # every row that was there stands there as it was
        assert set(before[name].splitlines()) < set((raw / name).read_bytes().splitlines())
    report, observation, incident = (read_rows(raw, name)[-1] for name in ("reports", "observations", "incidents"))
    assert report == {
        "report_id": "R0006",
        "url": URL,
        "outlet_id": "press_tv",
        "published": "2021-08-15",
        "language": "en",
        "reprint_of": "",
    }
    assert {key: observation[key] for key in ("row_id", "report_id", "incident_no", "incident_id")} == {
        "row_id": "E2009",
        "report_id": "R0006",
        "incident_no": "1",
        "incident_id": "IQC0012",
    }
    expected = "IQC0012,2021-08-14,2021-08-14,day,evening,Muthanna,P0003,town,supply_convoy,two trucks,ied,detonated,"
    assert ",".join(incident.values()) == expected + "1,,0,0,1,2,core,,"
    assert read_rows(raw, "attributions")[-1] == {
        "row_id": "E2009",
        "informant_id": "security_media_cell",
        "via_outlet_id": "",
        "says": "attack",
    }


JOINED = replace(
    NEW_INCIDENT,
    {
        "Date that": "2021-07-29",
        "Local": "morning",
        "Place in the": "Nasiriyah",
        "Vehicles": "2",
        "People killed": "",
        "People injured": "",
        "Which attack": "1",
        "What the report": "claimed",
        "Whom": "",
    },
)
JOINED = [
    pair for pair in JOINED if not pair[0].startswith(("Informant", "Outlet between", "What the inf", "Another inf"))
]
JOINED = insert(JOINED, "Who officially", ("Claimant as", "As'hab al-Kahf"), ("How the claim", "statement"))
JOINED = insert(
    JOINED,
    "Does the report",
    ("Group (part", ""),
    ("Day of the claim", "2021-07-30"),
    ("In what form", "statement"),
    ("What carried", "telegram"),
)


def test_a_report_is_joined_to_an_incident_whose_row_follows_from_the_votes(raw):
    result = add(raw, URL, JOINED)
    assert result.exit_code == 0, result.output
    assert "1. IQC0002 2021-07-29, Dhi Qar, Nasiriyah: ied, detonated, trucks with equipment and fuel" in result.output
    incidents = read_rows(raw, "incidents")
    assert len(incidents) == 11
    # IQC0002 had neither time nor damage; this report alone gives them.
    changed = (
        "IQC0002,2021-07-29,2021-07-29,day,morning,Dhi Qar,P0001,town,supply_convoy,trucks with equipment and fuel,"
    )
    assert ",".join(incidents[1].values()) == changed + "ied,detonated,2,2,,,,,core,,"
    assert ",".join(read_rows(raw, "claims")[0].values()) == (
        "IQC0002,ashab_al_kahf,claim,R0006,2021-07-30,statement,telegram"
    )
    assert read_rows(raw, "attributions")[-1]["informant_id"] == "claimant_ashab_al_kahf"


NEW_OUTLET = insert(
    replace(NEW_INCIDENT, {"Outlet (part": "new", "Day (": "2021-08-15", "Language": ""}),  # the outlet's own
    "Day (or month) of pub",
    ("Name", "Example Gazette"),
    ("Identifier", ""),  # from the name
    ("Group of media", "western"),  # of which the charts' group follows
    ("Country in which", "France"),
    ("Kind of outlet", "newspaper"),
    ("Main language", "fr"),
    ("Who owns it", "company"),
    ("Country of the owner", "France"),
    ("Group in charts", "western_and_security"),  # no outlet of that group is in the small tables
    ("Why owner", "Its imprint names the company"),
    ("Address of a page that bears", "https://example.org/imprint"),
)


def test_a_new_outlet_is_written(raw):
    result = add(raw, "https://example.org/attack", NEW_OUTLET)
    assert result.exit_code == 0, result.output
    (outlet,) = [row for row in read_rows(raw, "outlets") if row["outlet_id"] == "example_gazette"]
    assert list(outlet.values())[1:] == [
        "Example Gazette",
        "France",
        "news_site",
        "fr",
        "private",
        "France",
        "western",
        "western_and_security",
        "Its imprint names the company",
        "https://example.org/imprint",
    ]
    assert read_rows(raw, "reports")[-1]["language"] == "fr"


def test_a_claim_by_a_new_group_adds_the_group_and_its_informant(raw):
    answers = replace(JOINED, {"Claimant as": "Made-up Brigade", "Group (part": "new"})
    more = [("Identifier", ""), ("Name in Arabic", ""), ("Other names", ""), ("When it", ""), ("What the source", "")]
    answers = insert(answers, "Day of the claim", *more, ("What a reader", ""))
    result = add(raw, URL, answers)
    assert result.exit_code == 0, result.output
    (group,) = [row for row in read_rows(raw, "groups") if row["group_id"] == "made_up_brigade"]
    assert (group["name"], group["source"]) == ("Made-up Brigade", URL)
    (informant,) = [row for row in read_rows(raw, "informants") if row["informant_id"] == "claimant_made_up_brigade"]
    assert (informant["kind"], informant["side"], informant["counts"]) == ("claimant", "armed_groups", "yes")


def test_two_attacks_of_one_report_are_numbered_and_one_may_be_left_without_an_incident(raw):
    first, last = NEW_INCIDENT[:-2], NEW_INCIDENT[-1:]
    second = replace(first[4:], {"Which attack": "none"})
    second = insert(second, "Informant", ("Why the coding", "fits two incidents"))
    answers = [*first, ("another", "y"), *second, ("another", "n"), *last]
    result = add(raw, URL, answers)
    assert result.exit_code == 0, result.output
    rows = read_rows(raw, "observations")[-2:]
    assert [(row["row_id"], row["incident_no"], row["incident_id"], row["reason"]) for row in rows] == [
        ("E2009", "1", "IQC0012", ""),
        ("E2010", "2", "", "fits two incidents"),
    ]


def test_another_attack_of_the_same_day_and_place_says_how_it_differs(raw):
    answers = replace(NEW_INCIDENT, {"Date that": "2021-07-29", "Place in the": "Nasiriyah", "Which attack": "new"})
    answers = insert(answers, "Informant", ("How it differs", "an hour later"))
    assert add(raw, URL, answers).exit_code == 0
    incident = read_rows(raw, "incidents")[-1]
    assert (incident["incident_id"], incident["date_start"], incident["note"]) == (
        "IQC0012",
        "2021-07-29",
        "an hour later",
    )


@pytest.fixture
def unchecked(monkeypatch):
    """Leave out the check of all tables, which takes most of the time."""
    monkeypatch.setattr("helpers.publish.adding.check_folder", lambda folder: ({}, []))


def test_a_wrong_answer_is_asked_again_with_what_would_be_right(raw, unchecked):
    answers = NEW_INCIDENT
    for question, wrong in [
        ("Language", ["English", "-"]),
        ("Outlet whose", ["the cradel"]),
        ("Date that", ["2021-02-31"]),
        ("Weapon", ["detonatd", "?"]),
        ("What became", ["detonatd"]),
        ("People injured", ["3-2", "many"]),
        ("Which attack", ["IQC9999"]),
    ]:
        answers = insert(answers, question, *((question, answer) for answer in wrong))
    output = add(raw, URL, answers).output
    for message in [
        "'English' is not valid (Language, ISO 639-1); write it like 'en'",
        "is empty; write a value such as 'en'",
        "'the cradel' is not in outlets.csv; nearest: 'the_cradle'; 'new' adds it",
        "'detonatd' is unknown; allowed: ied,",
        "'detonatd' is unknown; nearest: 'detonated'; allowed:",
        "'2021-02-31' is not a date",
        "small_arms: gunfire",
        "the lowest figure comes first",
        "'many' is not a whole number",
        "'IQC9999' is not a number above, an incident, 'new' or 'none'",
    ]:
        assert message in output


class Interrupted(io.BytesIO):
    """Answers, and Ctrl-C where they end."""

    def read1(self, size=-1):
        line = self.readline()
        if not line:
            raise KeyboardInterrupt
        return line


QUESTIONS = {  # each question once
    answers[number][0]: (answers, number)
    for answers in (JOINED, NEW_OUTLET, NEW_INCIDENT)
    for number in range(len(answers))
}


@pytest.mark.parametrize(("answers", "number"), QUESTIONS.values(), ids=QUESTIONS)
def test_ctrl_c_at_any_question_leaves_every_byte(raw, unchecked, answers, number):
    before = read_bytes(raw)
    given = "".join(f"{answer}\n" for _, answer in answers[:number])
    url = "https://example.org/attack" if answers is NEW_OUTLET else URL
    result = add(raw, url, Interrupted(given.encode()))
    assert result.exit_code == 1
    assert result.stderr == "\nError: stopped; nothing was written\n"
    assert result.stdout.splitlines()[-1].startswith(answers[number][0])
    assert read_bytes(raw) == before


SPAWN = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)"  # the command at a terminal that reads from a pipe


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("question", ["Weapon", "The tables are valid"])
def test_ctrl_c_at_a_terminal_leaves_every_byte(raw, question):
    before = read_bytes(raw)
    number = next(number for number, (text, _) in enumerate(NEW_INCIDENT) if text.startswith(question))
    # The arrow keys move within an answer: here back to where the u is missing.
    typed = replace(NEW_INCIDENT[:number], {"The target": "two trcks" + "\x1b[D" * 3 + "u"})
    command = [sys.executable, "-c", SPAWN, sys.executable, "-m", "helpers", "add", URL, "--raw", raw]
    env = os.environ | {"TERM": "xterm"}
    half = (question, "half an answer"), ("half an answer", "\x03")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env) as process:
        shown, timer = "", threading.Timer(120, process.kill)
        timer.start()
        for text, keys in [*((text, f"{answer}\n") for text, answer in typed), *half]:
            seen = len(shown)
            while text not in shown[seen:] and (more := os.read(process.stdout.fileno(), 4096)):
                shown += more.decode()
            assert text in shown[seen:]
            if keys == "\x03":
                time.sleep(0.3)  # Python sees the signal where readline waits, not while it still draws
            process.stdin.write(keys.encode())
            process.stdin.flush()
        shown += process.stdout.read().decode()
        timer.cancel()
    assert process.returncode == 1, shown
    assert shown.endswith("\r\nError: stopped; nothing was written\r\n")
    assert ("supply_convoy,two trucks,ied,detonated" in shown) == (question == "The tables are valid")
    assert read_bytes(raw) == before


def test_no_at_the_end_leaves_every_byte(raw, unchecked):
    before = read_bytes(raw)
    result = add(raw, URL, replace(NEW_INCIDENT, {"The tables": "n"}))
    assert result.exit_code == 1
    assert "R0006,https://www.presstv.ir" in result.output  # what would have been written was shown
    assert read_bytes(raw) == before


def test_rows_that_break_a_rule_are_shown_and_not_written(raw):
    before = read_bytes(raw)
    result = add(raw, URL, replace(NEW_INCIDENT[:-1], {"Province": "Babil"}))
    assert result.exit_code == 1
    assert "would have them; nothing was written" in result.output
    assert "incidents.csv:13: province: 'Babil' is not the province of P0003 ('Muthanna'); correct one" in result.output
    assert "E2009,R0006,1,IQC0012" in result.output
    assert read_bytes(raw) == before


@pytest.mark.parametrize(
    "url",
    [
        "https://thecradle.co/Article/News/5189",
        "http://www.TheCradle.co/Article/News/5189/",
        "https://m.thecradle.co/Article/News/5189#top",
    ],
)
def test_a_page_that_is_there_is_refused_before_any_question(raw, unchecked, url):
    result = add(raw, url, [])
    assert result.exit_code == 1
    assert (
        "the page is there already: R0003, https://thecradle.co/Article/News/5189 (IQC0008, IQC0007)" in result.output
    )


@pytest.mark.parametrize("url", ["", "example.org/page", "ftp://example.org/", "https://example.org/{{7*7}}"])
def test_what_is_no_address_is_refused(raw, unchecked, url):
    result = add(raw, url, [])
    assert result.exit_code == 1
    assert "nothing was written" in result.output


def test_tables_with_faults_are_refused_before_any_question(raw, set_cell):
    set_cell("incidents.csv", 3, "weapon", "knife")
    result = add(raw, URL, [])
    assert result.exit_code == 1
    assert "incidents.csv:3: weapon: 'knife' is unknown" in result.output


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_write_that_stops_halfway_leaves_every_byte(raw, unchecked, monkeypatch, failure, number):
    before, calls, real = read_bytes(raw), [], os.replace

    def stop(source, target):
        calls.append(target)
        if len(calls) == number:
            raise failure
        real(source, target)

    monkeypatch.setattr("os.replace", stop)
    result = add(raw, URL, NEW_INCIDENT)
    assert result.exit_code == 1
    assert "nothing was written" in result.output
    assert len(calls) == number + 4  # and all four files were put back
    assert read_bytes(raw) == before


def test_a_table_that_changes_meanwhile_is_not_overwritten(raw, monkeypatch):
    checks = []

    def edit(folder):
        checks.append(folder)
        if len(checks) == 2:
            (raw / "reports.csv").write_bytes(
                (raw / "reports.csv").read_bytes() + b"R0006,https://example.org/,abna,,en,\n"
            )
        return {}, []

    monkeypatch.setattr("helpers.publish.adding.check_folder", edit)
    result = add(raw, URL, NEW_INCIDENT)
    assert result.exit_code == 1
    assert "reports.csv was changed meanwhile\nnothing was written" in result.output
    assert [row["url"] for row in read_rows(raw, "reports")][-1] == "https://example.org/"
    assert len(read_rows(raw, "observations")) == 11


def test_files_written_together_are_all_new(tmp_path):
    contents = {tmp_path / "a": b"1", tmp_path / "b": b"2"}
    for path in contents:
        path.write_bytes(b"old")
    write_together(contents)
    assert read_bytes(tmp_path) == {"a": b"1", "b": b"2"}


@pytest.fixture(scope="module")
def tables():
    return read_cells(RAW)


def test_tables_are_written_as_they_stand(tables):
    for name, table in tables.items():
        assert write_table(table).encode() == (RAW / f"{name}.csv").read_bytes(), name
        again = put_row(tables, name, table.iloc[len(table) // 2].fillna("").to_dict())
        assert write_table(again[name]) == write_table(table), name


def test_what_is_derived_is_what_the_validated_incidents_say(tables):
    """Every twentieth incident; where a reason stands against the vote, the value stays."""
    derived = ["target_type", "weapon", "outcome", "time_local", "killed_min", "vehicles_damaged_max"]
    for row in tables["incidents"].fillna("").iloc[::20].to_dict("records"):
        kept = {column: cell for column, cell in row.items() if column not in derived or row["value_reasons"]}
        assert derive_incident(kept, tables) == row


def test_a_reason_that_the_vote_makes_needless_goes(tables):
    row = tables["incidents"].fillna("").iloc[1].to_dict()  # IQC0002: the vote gives ied
    assert derive_incident(row | {"value_reasons": "weapon: seen; outcome: x"}, tables)["value_reasons"] == ""
    kept = derive_incident(row | {"weapon": "rpg", "value_reasons": "weapon: seen later"}, tables)
    assert (kept["weapon"], kept["value_reasons"]) == ("rpg", "weapon: seen later")


def test_an_identifier_that_was_withdrawn_is_not_given_again(tables):
    withdrawn = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    reports = tables["reports"]
    last = reports["report_id"].iloc[-1]
    without = tables | {"reports": reports.iloc[:-1]}
    after = f"R{int(last[1:]) + 1:04}"
    assert find_next_identifier(tables, "reports", withdrawn) == after
    assert find_next_identifier(without, "reports", withdrawn) == after  # an observation still refers to it
    gone = {name: table.iloc[:0] for name, table in tables.items()}
    assert find_next_identifier(gone, "reports", f"Withdrawn: {last}.") == after
    assert find_next_identifier(gone, "reports") == "R0001"


def test_the_folder_may_be_named_from_where_one_stands(raw, monkeypatch):
    monkeypatch.chdir(raw.parent)
    asked = add(raw.name, "https://example.org/nowhere", [])
    assert "The report: R" in asked.output
