"""Files are replaced whole or not at all."""

import os
import time

import pytest

from helpers.publish.writing import STALE, write_whole


def test_text_and_bytes_are_written_as_they_are(tmp_path):
    path = tmp_path / "a.txt"
    write_whole(path, "first\nبابل\n")
    assert path.read_bytes() == "first\nبابل\n".encode()
    write_whole(path, b"\x89PNG")
    assert path.read_bytes() == b"\x89PNG"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    write_whole(path, "old")

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_whole(path, "new")
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_left_overs_of_killed_runs_go_and_those_of_others_at_work_stay(tmp_path):
    killed, working = tmp_path / ".a.txt.1.running", tmp_path / ".a.txt.2.running"
    for path in (killed, working):
        path.write_text("half", encoding="utf-8")
    old = time.time() - STALE - 1
    os.utime(killed, (old, old))
    write_whole(tmp_path / "a.txt", "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == [working.name, "a.txt"]
