"""Tables as CSV that Excel and WPS open right, and the data package that describes them.

UTF-8 with a byte order mark, lines ended by CR LF (RFC 4180). A text that a
spreadsheet would take for a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal

from responsibility.language.measures import number_words
from responsibility.outputs.flat_table import Cell, Table, like_formula

DATA_PACKAGE = "datapackage.json"
"""What the descriptor is called, as its standard has it."""
_SCHEMA = {"start": "string", "end": "string"}
"""A date as exact as a year in one row and a day in the next is none of Table Schema's types."""


def to_csv(table: Table) -> bytes:
    """The table as the bytes of a CSV file, a header line first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([name for name, _ in table.columns])
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return number_words(cell)
    text = str(cell)
    return f"'{text}" if like_formula(text) else text


def data_package(tables: Iterable[Table], title: str) -> str:
    """The descriptor of ``tables`` (Frictionless Data Package, Table Schema) as JSON."""
    resources = [
        {
            "name": table.name,
            "title": table.title,
            "path": f"{table.name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "fields": [{"name": name, "type": _SCHEMA.get(type_, type_)} for name, type_ in table.columns]
            },
        }
        for table in tables
    ]
    package = {
        "name": "responsibility",
        "title": title,
        "profile": "tabular-data-package",
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def with_file_names(package: bytes, names: Mapping[str, str]) -> bytes:
    """The descriptor with its files called otherwise, ``{name: new name}``."""
    described = json.loads(package)
    for resource in described["resources"]:
        resource["path"] = names[resource["path"]]
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()
