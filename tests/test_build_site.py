"""The swap of site/ leaves the old site or the new one, whatever fails."""

import errno
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts" / "build_site.py"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The script in a project whose pages Sphinx is only said to render."""
    spec = importlib.util.spec_from_file_location("build_site", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, path in {"SITE": "site", "NEW": "site.new", "OLD": "site.old", "BUILT": "build/site"}.items():
        monkeypatch.setattr(module, name, tmp_path / path)
    monkeypatch.setattr(module, "LOCK", tmp_path / "build" / "site.lock")
    module.SITE.mkdir()
    (module.SITE / "index.html").write_text("old", "utf-8")

    def render(*_, **__):
        module.BUILT.mkdir(parents=True)
        (module.BUILT / "index.html").write_text("new", "utf-8")
        return subprocess.CompletedProcess([], 0)

    monkeypatch.setattr(module.subprocess, "run", render)
    return module


def read(project):
    assert not project.NEW.exists() or project.SITE.exists()
    return (project.SITE / "index.html").read_text("utf-8")


def test_a_run_puts_the_new_site_in_place(project):
    project.main()
    assert read(project) == "new"
    assert [path.exists() for path in (project.OLD, project.NEW, project.BUILT)] == [False] * 3


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("number", [1, 2])
def test_a_rename_that_fails_leaves_the_old_site(project, monkeypatch, error, number):
    rename, done = Path.rename, []

    def fail_once(path, target):
        done.append(path)
        if len(done) == number:
            raise error
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail_once)
    with pytest.raises(SystemExit, match="site/ stays as it was"):
        project.main()
    assert read(project) == "old"
    monkeypatch.undo()


def test_a_build_on_another_disk_is_copied(project, monkeypatch):
    rename = os.rename

    def refuse_across(source, target):
        if Path(source) == project.BUILT:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        rename(source, target)

    monkeypatch.setattr(os, "rename", refuse_across)
    project.main()
    assert read(project) == "new"


def test_what_a_killed_run_left_is_put_back_first(project, monkeypatch):
    project.SITE.rename(project.OLD)
    shutil.copytree(project.OLD, project.NEW)
    monkeypatch.setattr(project.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1))
    with pytest.raises(SystemExit, match="site/ stays as it was; mend what Sphinx names"):
        project.main()
    assert read(project) == "old"


def test_without_a_site_nothing_is_said_to_stay(project, monkeypatch):
    shutil.rmtree(project.SITE)
    monkeypatch.setattr(project.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1))
    with pytest.raises(SystemExit, match="there is no site/ yet"):
        project.main()


def test_the_second_of_two_runs_waits_for_the_first(project, tmp_path):
    command = (
        "import sys, time; from filelock import FileLock\nwith FileLock(sys.argv[1]): print(flush=True); time.sleep(1)"
    )
    project.LOCK.parent.mkdir()
    with subprocess.Popen([sys.executable, "-c", command, project.LOCK], stdout=subprocess.PIPE) as other:
        other.stdout.readline()
        project.main()
        assert other.wait() == 0 or other.poll() is not None
    assert read(project) == "new"
