"""Write the data in the formats that people take away: spreadsheets, maps, databases, archives."""

import hashlib
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pandas as pd
import pyogrio

from ..data.loading import PROCESSED, RAW
from ..data.tables import TABLES
from .building import flatten_incidents
from .map_styles import STYLES
from .processed import COMPUTED

GEOPACKAGE = "1.3"  # which programs of 2021 read without a warning, too
LONGEST_CELL = 32_767  # characters that a cell of Excel holds
FIXED_TIME = "1980-01-01T00:00:00.000Z"  # for files that want a time, so that the same data give the same bytes
PURPOSES = {
    "incidents.csv": "One row per attack, for any program. UTF-8, dates as YYYY-MM-DD.",
    "incidents-excel.csv": "The same with a byte order mark, so that Excel shows Arabic and accents.",
    "incidents.xlsx": "Excel workbook: incidents, reports, claims, informants and the codebook, one sheet each.",
    "incidents.gpkg": "GeoPackage for QGIS: points, road segments and provinces, with their colours.",
    "incidents.geojson": "GeoJSON (RFC 7946) for web maps and scripts.",
    "districts.geojson": "The districts of Iraq with their provinces, as the maps here draw them (geoBoundaries).",
    "incidents.parquet": "GeoParquet for pandas, R, DuckDB and Polars, with dates as dates.",
    "province_month.csv": "Attacks counted by province and month.",
    "incidents.sqlite": "SQLite database: the incidents and every raw table.",
    "raw-tables.zip": "The tables that people edit, with their codebook and datapackage.json: every report, "
    "informant, search and check.",
    "processed.zip": "The processed files, with their datapackage.json.",
}


def write_downloads(folder, incidents, tables, provinces, raw=RAW, processed=PROCESSED):
    """Write every format that the site offers; the same data give the same bytes.

    Parameters
    ----------
    folder : path
        Folder to write to; what stands in it is replaced.
    incidents : geopandas.GeoDataFrame
        As `helpers.load_incidents` returns them.
    tables : dict of str to pandas.DataFrame
        The raw tables.
    provinces : geopandas.GeoDataFrame
        As `helpers.load_provinces` returns them.
    raw, processed : path
        The folders whose files are offered as they are.

    Returns
    -------
    pandas.DataFrame
        One row per file: ``name``, ``purpose``, ``size`` in bytes, ``sha256``. ``SHA256SUMS`` beside the files says the
        same to ``sha256sum --check``.
    """
    folder, raw, processed = Path(folder), Path(raw), Path(processed)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("incidents.csv", "incidents.geojson", "incidents.parquet", "province_month.csv"):
        shutil.copyfile(processed / name, folder / name)
    shutil.copyfile(raw / "districts.geojson", folder / "districts.geojson")
    flat = flatten_incidents(incidents)
    flat.to_csv(folder / "incidents-excel.csv", index=False, encoding="utf-8-sig", lineterminator="\r\n")
    write_workbook(folder / "incidents.xlsx", incidents, tables)
    write_geopackage(folder / "incidents.gpkg", incidents, provinces)
    _write_database(folder / "incidents.sqlite", flat, tables)
    _write_archive(folder / "raw-tables.zip", raw)
    _write_archive(folder / "processed.zip", processed)
    contents = {name: (folder / name).read_bytes() for name in PURPOSES}
    listed = pd.DataFrame(
        [
            (name, PURPOSES[name], len(content), hashlib.sha256(content).hexdigest())
            for name, content in contents.items()
        ],
        columns=["name", "purpose", "size", "sha256"],
    )
    sums = "".join(f"{row.sha256}  {row.name}\n" for row in listed.itertuples(index=False))
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8", newline="\n")
    return listed


def write_workbook(path, incidents, tables):
    """Write an Excel workbook: dates are dates, identifiers text, and nothing is a formula or a link.

    Parameters
    ----------
    path : path
    incidents : geopandas.GeoDataFrame
        As `helpers.load_incidents` returns them.
    tables : dict of str to pandas.DataFrame
        The raw tables.

    Raises
    ------
    ValueError
        If a text is longer than a cell of Excel holds.
    """
    days = incidents[["date_start", "date_end"]]
    sheets = {
        "incidents": flatten_incidents(incidents).assign(**days),
        **{name: tables[name] for name in ("reports", "claims", "informants")},
        "codebook": _list_columns(["incidents", "reports", "claims", "informants"]),
    }
    for name, sheet in sheets.items():
        longest = sheet.astype("str").map(len, na_action="ignore").max(axis=None)
        if longest > LONGEST_CELL:
            raise ValueError(f"sheet {name}: a text of {longest} characters is longer than a cell of Excel holds")
    as_text = dict.fromkeys(["strings_to_formulas", "strings_to_urls", "strings_to_numbers"], False)
    day = "yyyy-mm-dd"
    with pd.ExcelWriter(
        path, engine="xlsxwriter", date_format=day, datetime_format=day, engine_kwargs={"options": as_text}
    ) as writer:
        writer.book.set_properties({"created": pd.Timestamp(FIXED_TIME).to_pydatetime()})
        for name, sheet in sheets.items():
            sheet.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 1))
            written = writer.sheets[name]
            written.autofilter(0, 0, len(sheet), len(sheet.columns) - 1)
            written.autofit(350)  # pixels, the widest


def _list_columns(names):
    """Return the codebook as a table, one row per column."""
    rows = []
    for table in names:
        for column, rule in TABLES[table].columns.items():
            rows.append((table, column, rule.meaning, rule.type, rule.values, rule.blank))
        if table == "incidents":
            rows += [
                (table, column, meaning, kind, values, blank)
                for column, (kind, meaning, values, blank) in COMPUTED.items()
            ]
    listed = pd.DataFrame(rows, columns=["sheet", "column", "meaning", "type", "values", "blank means"])
    listed["values"] = [
        "; ".join(f"{value}: {meaning}" for value, meaning in (values or {}).items()) for values in listed["values"]
    ]
    return listed.replace({"type": {"string": "text"}}).fillna({"blank means": "never blank"})


def write_geopackage(path, incidents, provinces):
    """Write a GeoPackage whose layers QGIS opens with their colours.

    Parameters
    ----------
    path : path
    incidents : geopandas.GeoDataFrame
        As `helpers.load_incidents` returns them. Those known less closely than a place or a road segment are in the
        layer ``not_located``, a table without geometry.
    provinces : geopandas.GeoDataFrame
        As `helpers.load_provinces` returns them; each is given its number of attacks of the scope ``core``.
    """
    path = Path(path)
    path.unlink(missing_ok=True)
    days = {day: incidents[day].astype("date32[day][pyarrow]") for day in ("date_start", "date_end")}
    written = incidents.assign(**days)
    core = incidents.loc[incidents["scope"] == "core", "province"].value_counts()
    layers = {
        "provinces": provinces.assign(incidents=provinces["province"].map(core).fillna(0).astype("int64")),
        "road_segments": written[written.geom_type == "LineString"],
        "points": written[written.geom_type == "Point"],
        "not_located": pd.DataFrame(written[written.geometry.isna()].drop(columns="geometry")),
    }
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": FIXED_TIME})
    try:
        for name, layer in layers.items():
            pyogrio.write_dataframe(layer, path, layer=name, driver="GPKG", use_arrow=True, VERSION=GEOPACKAGE)
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    with sqlite3.connect(path) as connection:  # QGIS finds styles in a table of this name and shape
        connection.execute(
            "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),"
            " f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30),"
            " styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),"
            " update_time DATETIME)"
        )
        connection.executemany(
            "INSERT INTO layer_styles VALUES (NULL, '', '', ?, 'geom', ?, ?, '', 1, ?, '', NULL, ?)",
            [(layer, layer, qml, described, FIXED_TIME) for layer, (described, qml) in STYLES.items()],
        )
        connection.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)"
            " VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?)",
            [FIXED_TIME],
        )
    connection.close()


def _write_database(path, flat, tables):
    """Write the incidents and every raw table to SQLite, days as text in ISO 8601."""
    written = {name: table for name, table in tables.items() if name != "incidents"}
    connection = sqlite3.connect(path)
    for name, table in {"incidents": flat, **written}.items():
        days = table.select_dtypes("datetime").columns
        table = table.assign(**{day: table[day].dt.strftime("%Y-%m-%d") for day in days})
        table.to_sql(name, connection, index=False)
    connection.close()


def _write_archive(path, folder):
    """Zip the files of a folder, by name and without their times."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(file for file in folder.iterdir() if file.is_file() and not file.name.startswith(".")):
            entry = zipfile.ZipInfo(f"{path.stem}/{file.name}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes())
