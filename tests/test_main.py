"""The command line as a user meets it."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from nbclient import NotebookClient

import helpers
from helpers.__main__ import main
from helpers.data.tables import TABLES


def test_validate_prints_one_line_and_exits_0(raw):
    result = CliRunner().invoke(main, ["validate", str(raw)])
    assert result.exit_code == 0
    assert result.output.count("\n") == 1
    assert result.output.startswith("valid: incidents 11, observations 11, attributions 10, reports 5, claims 2,")


def test_validate_names_the_nearest_province_and_exits_1(raw, set_cell):
    set_cell("incidents.csv", 4, "province", "Dhi Kar")
    run = subprocess.run(
        [sys.executable, "-m", "helpers", "validate", str(raw)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert run.stdout == "incidents.csv:4: province: 'Dhi Kar' is not in provinces.csv; nearest: 'Dhi Qar'\n"
    assert "Traceback" not in run.stderr


def test_validate_of_no_folder_lists_every_missing_file(tmp_path):
    result = CliRunner().invoke(main, ["validate", str(tmp_path)])
    assert result.exit_code == 1
    assert result.output.count("cannot be read") == len(TABLES) + 1  # and the boundaries
    assert f"found in {tmp_path}" in result.output
    result = CliRunner().invoke(main, ["validate", str(tmp_path / "nowhere")])
    assert result.exit_code == 1
    assert result.output.startswith(f"Error: there is no folder {tmp_path / 'nowhere'}\n")


def test_a_notebook_that_fails_stays_as_it_was(tmp_path):
    path = tmp_path / "bad.ipynb"
    path.write_text(
        '{"cells": [{"cell_type": "code", "execution_count": null, "id": "a", "metadata": {}, "outputs": [],'
        ' "source": ["1 / 0"]}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
        encoding="utf-8",
    )
    before = path.read_bytes()
    result = CliRunner().invoke(main, ["run", str(path)])
    assert result.exit_code == 1
    assert "bad.ipynb failed and stays as it was" in result.output
    assert "ZeroDivisionError" in result.output
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("arguments", [["validate", ""], ["build", "--processed", ""], ["build", "--raw", ""]])
def test_an_empty_name_is_not_the_current_folder(tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "an empty name; name a folder" in result.output
    assert list(tmp_path.iterdir()) == []


def run_main(*arguments, **options):
    return subprocess.run([sys.executable, "-m", "helpers", *arguments], text=True, check=False, **options)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_standard_output_ends_in_one_line(raw):
    with Path("/dev/full").open("wb") as full:
        run = run_main("validate", str(raw), stdout=full, stderr=subprocess.PIPE)
    assert run.returncode == 1
    assert run.stderr == "Error: standard output cannot be written: No space left on device\n"


def test_a_closed_pipe_ends_without_a_traceback(raw):
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "wb") as closed:
        run = run_main("validate", str(raw), stdout=closed, stderr=subprocess.PIPE)
    assert "Traceback" not in run.stderr
    assert run.stderr.count("\n") <= 1


@pytest.mark.parametrize("name", ["Nasiriya", "الناصرية", "بلد لا يوجد"])
def test_a_terminal_of_ascii_alone_is_enough(name):
    alphabet = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    run = run_main("place", name, env=alphabet, capture_output=True)
    assert "Traceback" not in run.stderr
    assert ("Nasiriya" in run.stdout) == (name != "بلد لا يوجد")


def test_the_project_is_found_from_the_current_folder_upwards(raw, tmp_path):
    project = tmp_path / "elsewhere"
    (project / "notebooks" / "deep").mkdir(parents=True)
    (project / "data").mkdir()
    raw.rename(project / "data" / "raw")
    run = run_main("validate", cwd=project / "notebooks" / "deep", capture_output=True)
    assert run.stdout.startswith("valid: incidents 11,"), run.stderr


@pytest.fixture
def installed(tmp_path):
    """The package as a wheel puts it: without its project, far from any."""
    shutil.copytree(Path(helpers.__file__).parent, tmp_path / "lib" / "python" / "site-packages" / "helpers")
    (tmp_path / "empty").mkdir()
    return {
        "cwd": tmp_path / "empty",
        "env": {**os.environ, "PYTHONPATH": str(tmp_path / "lib" / "python" / "site-packages")},
        "capture_output": True,
    }


def test_installed_alone_the_commands_say_where_they_looked(installed):
    for command in (["validate"], ["build"], ["place", "Basra"], ["describe"], ["add", "https://example.org/"]):
        run = run_main(*command, **installed)
        assert run.returncode == 1
        assert f"there is no folder {installed['cwd'] / 'data' / 'raw'}" in run.stderr, run.stderr
        assert "change to the folder of the project, or name the folder of the tables" in run.stderr
    assert list(installed["cwd"].iterdir()) == []


def test_run_without_notebooks_is_an_error(installed):
    run = run_main("run", **installed)
    assert run.returncode == 1
    assert f"there is no notebook in {installed['cwd'] / 'notebooks'}" in run.stderr


def cancel(client, **options):
    raise asyncio.CancelledError


def end_the_kernel_and_go_on(client, **options):
    client._async_cleanup_kernel_future = None  # as nbclient does when the signal comes


def end_the_kernel_and_fall(client, **options):
    end_the_kernel_and_go_on(client)
    raise RuntimeError("the kernel died")


@pytest.mark.parametrize("execute", [cancel, end_the_kernel_and_go_on, end_the_kernel_and_fall])
def test_a_run_interrupted_at_any_time_ends_in_one_line(tmp_path, monkeypatch, execute):
    monkeypatch.setattr(NotebookClient, "execute", execute)
    path = tmp_path / "a.ipynb"
    path.write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}', encoding="utf-8")
    before = path.read_bytes()
    result = CliRunner().invoke(main, ["run", str(path)])
    assert result.exit_code == 1
    assert result.output.endswith("Error: interrupted; a.ipynb stays as it was\n")
    assert path.read_bytes() == before


@pytest.mark.parametrize("arguments", [["validate"], ["place", "Basra"], ["build"]])
def test_a_folder_that_may_not_be_read_ends_in_one_line(tmp_path, monkeypatch, arguments):
    def refuse(*arguments):
        raise PermissionError(13, "Permission denied", "incidents.csv")

    monkeypatch.setattr("helpers.__main__.find_raw", refuse)
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert result.output.startswith("Error: [Errno 13] Permission denied: 'incidents.csv'\n")


def test_a_missing_table_is_named_before_a_question_is_asked(raw):
    (raw / "groups.csv").unlink()
    result = CliRunner().invoke(main, ["add", "https://example.org/", "--raw", str(raw)])
    assert result.exit_code == 1
    assert "groups.csv:1: file: cannot be read" in result.output


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal to one process group")
def test_an_interrupted_run_ends_in_one_line(tmp_path):
    path = tmp_path / "slow.ipynb"
    path.write_text(
        '{"cells": [{"cell_type": "code", "execution_count": null, "id": "a", "metadata": {}, "outputs": [],'
        f' "source": ["import pathlib, time; pathlib.Path({str(tmp_path / "begun")!r}).touch(); time.sleep(60)"]}}],'
        ' "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
        encoding="utf-8",
    )
    before = path.read_bytes()
    command = [sys.executable, "-m", "helpers", "run", str(path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True) as process:
        while not (tmp_path / "begun").exists() and process.poll() is None:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 1
    assert "Traceback" not in said
    assert "slow.ipynb stays as it was" in said
    assert path.read_bytes() == before
