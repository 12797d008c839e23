"""The inventory as a table that people like to read: an application at a time, a line a route."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from backend_review.backend import Backend
from backend_review.escaping import visible
from backend_review.inventory.rows import (
    OWN_CHECK,
    Row,
    by_application,
    checks_in_words,
    effects_in_words,
    gaps_in_words,
    in_words,
    rows_of,
    short,
    summary_of,
)

IN_A_FILE = 160  # columns, where nobody says how wide it may be
_GAP = "  "
_NONE = "-"
_STYLES = {"open": "yellow", "no": "yellow", _NONE: "dim"}


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: ``least`` columns of text it can be cut to, ``most`` it may take; lower ``rank`` goes first when there
    is no room."""

    name: str
    least: int
    most: int
    rank: int
    style: str = ""


_COLUMNS = (
    _Column("method", 7, 9, 9, "cyan"),
    _Column("path", 24, 60, 9),
    _Column("handler", 12, 32, 5, "dim"),
    _Column("auth", 12, 26, 9),
    _Column("limit", 5, 18, 3),
    _Column("validated", 9, 22, 4),
    _Column("paged", 5, 5, 6),
    _Column("tests", 5, 5, 8),
    _Column("docs", 4, 4, 2),
    _Column("effects", 16, 46, 7, "dim"),
)


def print_table(backend: Backend, console: Console | None = None) -> None:
    """Every route with its handler, who may call it, how often, what checks the input, what tests it and what it does,
    as wide as the terminal; then a line of counts."""
    console = console or Console(highlight=False)
    width = console.width if console.is_terminal else IN_A_FILE
    rows = rows_of(backend)
    cells = [_cells(row) for row in rows]
    columns = _fitting(cells, width)
    place_of = {id(row): index for index, row in enumerate(rows)}
    for app, own in by_application(rows):
        console.print(
            Text.assemble(
                (app.framework, "bold"), f"  {visible(app.place.path)}:{app.place.line}  ",
                (in_words(summary_of(own)), "dim"),
            ),
            soft_wrap=True,
        )  # fmt: skip
        console.print(_line({column.name: column.name for column, _ in columns}, columns, "dim"), soft_wrap=True)
        for row in own:
            console.print(_line(cells[place_of[id(row)]], columns), soft_wrap=True)
        console.print()
    if any(row.facts["conditional"] for row in rows):
        console.print(Text("? registered under a condition", style="dim"))
    if any(row.facts["paginated_by"] for row in rows):
        console.print(Text("~ told by what the route is called or asked for, not by a query", style="dim"))
    for gap in gaps_in_words(backend):
        console.print(Text(visible(gap), style="yellow"), soft_wrap=True)
    console.print(Text(in_words(summary_of(rows)), style="bold"), soft_wrap=True)


def as_text(backend: Backend) -> str:
    """The same for a file."""
    written = io.StringIO()
    print_table(backend, Console(highlight=False, file=written))
    return written.getvalue().rstrip()


def _cells(row: Row) -> dict[str, str]:
    facts = row.facts
    handler = facts["handler"]
    names = {
        "method": "any" if row.method == "*" else row.method,
        "path": facts["path"] + (" ?" if facts["conditional"] else ""),
        "handler": " ".join(handler["name"].split()) or f"{handler['file'].rpartition('/')[2]}:{handler['line']}",
        "auth": _names(facts["auth"]).replace(OWN_CHECK, "own check") or "open",
        "limit": _names(facts["rate_limits"]),
        "validated": ", ".join(checks_in_words(facts)),
        "paged": ("~" if facts["paginated_by"] else "") + {True: "yes", False: "no", None: ""}[facts["paginated"]],
        "tests": str(len(facts["tested"]) or ""),
        "docs": "yes" if facts["documented"] else "",
        "effects": "; ".join(effects_in_words(facts["effects"])),
    }
    return {name: visible(text) or _NONE for name, text in names.items()}


def _names(items: Sequence[dict[str, object]]) -> str:
    return ", ".join(dict.fromkeys(short(str(item["name"])) for item in items))


def _fitting(cells: Sequence[dict[str, str]], width: int) -> list[tuple[_Column, int]]:
    """The columns for which there is room, with their widths: cut where they are widest, then left out."""
    wanted = {
        column: min(column.most, max(len(column.name), *(len(item[column.name]) for item in cells)))
        for column in _COLUMNS
        if cells
    }
    while wanted:
        room = width - len(_GAP) * (len(wanted) - 1)
        over = sum(wanted.values()) - room
        slack = {column: size - column.least for column, size in wanted.items() if size > column.least}
        if over <= sum(slack.values()) or len(wanted) == 1:
            break
        del wanted[min(wanted, key=lambda column: column.rank)]
    while sum(wanted.values()) + len(_GAP) * (len(wanted) - 1) > width:
        cut = [column for column, size in wanted.items() if size > column.least]
        if not cut:
            break
        wanted[max(cut, key=lambda column: wanted[column] - column.least)] -= 1
    return list(wanted.items())


def _line(cells: dict[str, str], columns: Sequence[tuple[_Column, int]], style: str = "") -> Text:
    line = Text(no_wrap=True)
    for index, (column, size) in enumerate(columns):
        text = cells[column.name]
        text = text if len(text) <= size else f"{text[: size - 1]}…"
        padded = text if index == len(columns) - 1 else f"{text:<{size}}{_GAP}"
        line.append(padded, style or _STYLES.get(text, column.style))
    return line
