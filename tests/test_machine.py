"""Outputs are the same whatever the user's machine says: settings of matplotlib, fonts, language, time zone, cores."""

import os
import subprocess
import sys

import matplotlib
import pytest
from matplotlib import font_manager

import helpers

MATPLOTLIBRC = """
font.family: serif
font.size: 31
axes.facecolor: yellow
axes.prop_cycle: cycler('color', ['lime'])
axes.formatter.use_locale: True
axes.unicode_minus: False
figure.figsize: 3, 3
figure.autolayout: True
lines.linewidth: 9
path.simplify: False
savefig.bbox: tight
savefig.dpi: 31
savefig.transparent: True
timezone: Asia/Tokyo
date.epoch: 0000-12-31T00:00:00
text.antialiased: False
"""
DRAW = """
import hashlib, io, os, sys
from pathlib import Path
if os.environ.get("ONE_CORE") and hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
import pandas as pd
import helpers
from helpers.publish.building import build_processed
raw, target = map(Path, sys.argv[1:])
helpers.use_style()
incidents = helpers.load_incidents(raw)
by_month = incidents.groupby(incidents["date_start"].dt.to_period("M")).size()
bars = by_month.reindex(pd.period_range("2020-10", "2022-01", freq="M"), fill_value=0)
shares = pd.DataFrame({"label": ["x", "−1"], "share": [0.2, 0.5], "low": [0.1, 0.4], "high": [0.3, 0.6]})
days = pd.DataFrame({"day": incidents["date_start"], "attacks": 1, "group": "A"})
charts = [helpers.label_months(bars.plot.bar()), helpers.draw_intervals(shares, accent="x")]
charts.append(helpers.draw_claims_over_time(days))
provinces = helpers.count_by_province(incidents, helpers.load_provinces(folder=raw))
charts.append(helpers.draw_provinces(helpers.add_classes(provinces)))
for ax in charts:
    picture = io.BytesIO()
    ax.figure.savefig(picture, format="png", facecolor="white", metadata={"Software": None})
    print(hashlib.sha256(picture.getvalue()).hexdigest())
for path in build_processed(raw, target):
    print(hashlib.sha256(path.read_bytes()).hexdigest())
"""


@pytest.mark.slow
def test_outputs_do_not_depend_on_the_machine(raw, tmp_path):
    (tmp_path / "matplotlibrc").write_text(MATPLOTLIBRC, "utf-8")
    odd = {
        "MATPLOTLIBRC": str(tmp_path / "matplotlibrc"),
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "POSIX",
        "LANG": "de_DE",
    }
    odd |= {"OMP_NUM_THREADS": "1", "ONE_CORE": "1", "PYTHONHASHSEED": "7", "COLUMNS": "20", "MPLBACKEND": "svg"}
    made = []
    for number, machine in enumerate([{"TZ": "UTC"}, odd]):
        command = [sys.executable, "-c", DRAW, str(raw), str(tmp_path / f"processed{number}")]
        run = subprocess.run(
            command, env={**os.environ, **machine}, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr
        made.append(run.stdout.split())
    assert len(made[0]) == 9
    assert made[0] == made[1]


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_the_font_is_the_one_that_matplotlib_brings(monkeypatch, weight):
    other = font_manager.FontEntry(
        "/usr/share/fonts/other/DejaVuSans.ttf", "DejaVu Sans", "normal", "normal", 400, "normal"
    )
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [other, *font_manager.fontManager.ttflist])
    with matplotlib.rc_context():
        helpers.use_style()
        found = font_manager.fontManager._findfont_cached.__wrapped__(
            font_manager.fontManager,
            font_manager.FontProperties(family="DejaVu Sans", weight=weight),
            "ttf",
            None,
            True,
            True,
            None,
        )
    assert str(found).startswith(matplotlib.get_data_path())
