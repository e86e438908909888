"""The steps of an import, in SQL: a file's rows staged, their actors found, then put into the record."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from detente import record
from detente.importing.forms import CELLS, File
from detente.model import Source
from detente.record import quoted
from detente.shelf import shelf

UNLINKED = "unlinked:"
"""Stands before the name of an actor that the tables do not have."""

_MACROS = r"""
CREATE OR REPLACE TEMP MACRO said(x) AS CASE WHEN x IN ('', 'NA', 'NULL', 'None', 'nan', 'NaN', '---')
  THEN NULL ELSE nullif(trim(trim(x), '"'), '') END;
CREATE OR REPLACE TEMP MACRO day_of(x, form) AS strftime(try_strptime(trim(x), form), '%Y-%m-%d');
CREATE OR REPLACE TEMP MACRO bare(x) AS regexp_replace(said(x), '\s*\([^)]*\)$', '');
CREATE OR REPLACE TEMP MACRO whose(x) AS coalesce(
  nullif(regexp_extract(x, '\(([A-Z][^()0-9]+)\)$', 1), ''),
  nullif(regexp_extract(bare(x), '^(?:Government|[A-Z][a-z]+ Forces) of (?:the )?(.+)$', 1), ''));
CREATE OR REPLACE TEMP MACRO numbered(x) AS
  'gw:' || regexp_replace(regexp_replace(said(x), '\.0|\s', '', 'g'), ',', ';gw:', 'g');
"""

_LISTS = """
CREATE OR REPLACE TEMP TABLE cameo AS SELECT * FROM {cameo};
CREATE OR REPLACE TEMP TABLE acled AS SELECT * FROM {acled};
CREATE OR REPLACE TEMP TABLE quads AS SELECT type, quad FROM {quad_classes};
CREATE OR REPLACE TEMP TABLE known AS
WITH who AS (SELECT * FROM {actors}), spelled AS (
  SELECT * FROM {aliases} WHERE how IN ('exact', 'alias', 'acronym')
), found AS (
  SELECT said, actor, 0 AS rank, NULL AS first, NULL AS last FROM {event_set_actors}
  UNION ALL SELECT 'code:' || id, id, 1, NULL, NULL FROM who WHERE type IN ('state', 'territory') AND length(id) = 3
  UNION ALL SELECT 'gw:' || gw, id, 1, valid_from, valid_to FROM who WHERE gw IS NOT NULL
  UNION ALL SELECT 'name:' || lower(alias), actor, 1, "from", "to" FROM spelled JOIN who ON who.id = spelled.actor
    WHERE type IN ('state', 'territory')
  UNION ALL SELECT 'group:' || lower(alias), CASE type WHEN 'org' THEN coalesce("of", actor) ELSE actor END, 1, "from",
    "to" FROM spelled JOIN who ON who.id = spelled.actor WHERE type IN ('igo', 'org', 'group') AND context IS NULL
)
SELECT said, actor, rank, coalesce(first[1:4]::INTEGER, -9999) AS first, coalesce(last[1:4]::INTEGER, 9999) AS last
FROM found;
"""

_STAGED = """
SELECT substr(sha256('event ' || $source || ' ' || key), 1, 16) AS claim_id, provider_id, day,
  coalesce(until, day) AS until, coalesce(try_cast(day[1:4] AS INTEGER), 0) AS year, coalesce(source, '') AS source,
  coalesce(target, '') AS target, coalesce(source_name, '') AS source_name, coalesce(target_name, '') AS target_name,
  string_split(source_sectors, ';') AS source_sectors, string_split(target_sectors, ';') AS target_sectors,
  coalesce(row.cameo, '') AS cameo, coalesce(cameo.type, acled.type, row.type, '') AS type,
  coalesce(cameo.mode, acled.mode, row.mode, '') AS mode, quad, try_cast(goldstein AS DOUBLE) AS goldstein,
  try_cast(intensity AS DOUBLE) AS intensity, coalesce(place, '') AS place, try_cast(latitude AS DOUBLE) AS latitude,
  try_cast(longitude AS DOUBLE) AS longitude, try_cast(mentions AS BIGINT) AS mentions,
  try_cast(sources AS BIGINT) AS sources, try_cast(articles AS BIGINT) AS articles, added, report,
  coalesce(vintage, '') AS vintage,
  CASE WHEN coalesce(source, source_name, target, target_name) IS NULL THEN 'no actor'
    WHEN day IS NULL THEN 'no date, or one that is none'
    WHEN coalesce(row.cameo, row.type, row.acled) IS NULL THEN 'no event code'
    WHEN row.cameo IS NOT NULL AND code IS NULL THEN 'unknown CAMEO code'
    WHEN row.acled IS NOT NULL AND sub_event_type IS NULL OR row.type IS NOT NULL AND quad IS NULL
      THEN 'unknown event type' END AS reason
FROM (SELECT {cells} FROM {raw}) AS row
  LEFT JOIN cameo ON code = row.cameo LEFT JOIN acled ON sub_event_type = lower(row.acled)
  LEFT JOIN quads ON quads.type = coalesce(cameo.type, acled.type, row.type)
"""

_MEANT = """
CREATE OR REPLACE TEMP TABLE meant AS
WITH told AS (
  SELECT source AS who, source_name AS name, year FROM staged WHERE reason IS NULL
  UNION SELECT target, target_name, year FROM staged WHERE reason IS NULL
), parts AS (
  SELECT *, unnest(string_split(who, ';')) AS part, generate_subscripts(string_split(who, ';'), 1) AS place FROM told
), tried AS (
  SELECT *, unnest(string_split(part, '|')) AS said, generate_subscripts(string_split(part, '|'), 1) AS turn FROM parts
), found AS (
  SELECT who, name, year, place, arg_min(actor, (turn, rank, -first)) AS actor
  FROM tried JOIN known USING (said) WHERE year BETWEEN first AND last GROUP BY ALL
)
SELECT who, name, year, CASE WHEN count(actor) > 0 THEN list_sort(list_distinct(list(actor)))
  WHEN name <> '' THEN ['{unlinked}' || name]
  WHEN who <> '' THEN ['{unlinked}' || regexp_replace(who, '^[a-z]+:', '')] ELSE [] END AS actors
FROM told LEFT JOIN found USING (who, name, year) GROUP BY who, name, year
"""

_FRESH = """
CREATE OR REPLACE TEMP TABLE fresh AS
SELECT min(rowid) AS number FROM staged
WHERE reason IS NULL AND claim_id NOT IN (SELECT claim_id FROM event WHERE origin = 'imported') GROUP BY claim_id
"""

_EVENTS = """
INSERT INTO event BY NAME
SELECT claim_id, 'imported' AS origin, '' AS document_id, $source AS source_id, vintage, a.actors AS source,
  b.actors AS target, type, mode, cameo, day AS start_date, until AS end_date, place, '' AS name, '' AS words, '' AS own
FROM staged SEMI JOIN fresh ON number = staged.rowid
  JOIN meant a ON a.who = source AND a.name = source_name AND a.year = staged.year
  JOIN meant b ON b.who = target AND b.name = target_name AND b.year = staged.year
"""

_PROVENANCE = """
INSERT INTO imported BY NAME
SELECT claim_id, $source AS source_id, provider_id, source_name, target_name, source_sectors, target_sectors, quad,
  goldstein, intensity, latitude, longitude, mentions, sources, articles, report, added, $now AS imported, $file AS file
FROM staged SEMI JOIN fresh ON number = staged.rowid
"""


def prepare(store: duckdb.DuckDBPyConnection) -> None:
    """Loads the lists of codes and actors, and makes the tables that an older record lacks."""
    folder = Path(str(files("detente") / "data"))
    names = ("cameo", "acled", "quad_classes", "actors", "aliases", "event_set_actors")
    read = "read_csv({}, header=true, all_varchar=true, delim=',', quote='\"', escape='\"')"
    store.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")  # asked for, not printed
    store.execute(_MACROS)
    store.execute(_LISTS.format(**{name: read.format(quoted(folder / f"{name}.csv")) for name in names}))
    event = ", ".join(f'"{name}" {kind}' for name, kind in record.kind_columns(shelf("kinds")["event"]).items())
    for name, columns in (("event", event), ("imported", record.TABLES["imported"])):
        store.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns})")


def stage(store: duckdb.DuckDBPyConnection, file: File, folder: Path) -> None:
    """Reads a file's rows into the table ``staged``, with the reason why one cannot be used.

    Lines that do not have the form's number of cells are read again with quotation marks that hide separators, where
    the form itself knows none.
    """
    _stage(store, file, file.path, file.form.quote)
    if file.form.quote:
        return
    asked = "SELECT csv_line FROM rejects WHERE error_type = 'TOO MANY COLUMNS' AND contains(csv_line, '\"')"
    again = folder / "quoted"
    lines = [line for (line,) in store.execute(asked).fetchall()]
    if lines:
        again.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        store.execute("DELETE FROM rejects WHERE error_type = 'TOO MANY COLUMNS' AND contains(csv_line, '\"')")
        _stage(store, file, again, '"')


def _stage(store: duckdb.DuckDBPyConnection, file: File, path: Path, quote: str) -> None:
    columns = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in file.columns)
    lacks = "".join(f', NULL::VARCHAR AS "{name}"' for name in file.form.may if name not in file.columns)
    header = "true" if file.header and path == file.path else "false"
    raw = (
        f"(SELECT *{lacks} FROM read_csv({quoted(path)}, auto_detect=false, columns={{{columns}}}, header={header}, "
        f"delim={quoted(file.delimiter)}, quote={quoted(quote)}, escape={quoted(quote)}, store_rejects=true, "
        "rejects_table='rejects', rejects_scan='rejects_scan', max_line_size=16000000))"
    )
    found = {name: f"nullif({file.form.cells.get(name, 'NULL::VARCHAR')}, '')" for name in CELLS}
    whole = ", ".join(f'"{name}"' for name in file.columns)
    found["key"] = f"coalesce({found['key']}, concat_ws(chr(31), {whole}))"  # a row without a key is told by its cells
    cells = ", ".join(f"{sql} AS {name}" for name, sql in found.items())
    rows = _STAGED.format(cells=cells, raw=raw)
    there = "staged" in {name for (name,) in store.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    made = "INSERT INTO staged" if there else "CREATE TEMP TABLE staged AS"
    store.execute(f"{made} {rows}", {"source": file.form.source.id})


def resolve(store: duckdb.DuckDBPyConnection) -> None:
    """Finds whom each name or code means at the time, and which of the staged events are new."""
    store.execute(_MEANT.format(unlinked=UNLINKED))
    store.execute(_FRESH)


def insert(store: duckdb.DuckDBPyConnection, source: Source, file: str, now: str) -> int:
    """Puts the new events into the record; how many they are."""
    store.execute(_EVENTS, {"source": source.id})
    store.execute(_PROVENANCE, {"source": source.id, "file": file, "now": now})
    told = [source.id, source.publisher, source.title, source.published, source.url, source.licence]
    store.execute("DELETE FROM sources WHERE id = ?", told[:1])
    store.execute("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?)", told)
    return _count(store, "SELECT count(*) FROM fresh")


def usable(store: duckdb.DuckDBPyConnection) -> int:
    """How many of the staged rows are events."""
    return _count(store, "SELECT count(*) FROM staged WHERE reason IS NULL")


def speaks(store: duckdb.DuckDBPyConnection) -> tuple[str, str]:
    """The first and last day of the staged events; empty where there is none."""
    row = store.execute("SELECT min(day), max(until) FROM staged WHERE reason IS NULL").fetchall()[0]
    return row[0] or "", row[1] or ""


def set_aside(store: duckdb.DuckDBPyConnection) -> list[tuple[str, int, Any]]:
    """(reason, rows, the first of them) of the rows that are no events, most often first."""
    asked = "SELECT reason, count(*), min_by(to_json(staged), rowid) FROM staged WHERE reason IS NOT NULL GROUP BY 1"
    found = [(reason, rows, json.loads(first)) for reason, rows, first in store.execute(asked).fetchall()]
    lines = """
    SELECT 'line: ' || lower(min(error_type)) AS reason, count(*), min_by(csv_line, line) FROM
      (SELECT line, min(error_type::VARCHAR) AS error_type, any_value(csv_line) AS csv_line FROM rejects GROUP BY line)
    GROUP BY error_type
    """
    found += store.execute(lines).fetchall()
    return sorted(found, key=lambda item: (-item[1], item[0]))


def clear(store: duckdb.DuckDBPyConnection) -> None:
    """Lets go of what was staged."""
    store.execute("DROP TABLE IF EXISTS staged; DROP TABLE IF EXISTS meant; DROP TABLE IF EXISTS fresh")
    store.execute("DELETE FROM rejects; DELETE FROM rejects_scan")


def _count(store: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(store.execute(sql).fetchall()[0][0])
