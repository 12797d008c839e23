"""How well the routes of real backends are found: recall and precision against lists made by the frameworks or by hand.

    python benchmarks/routes.py CHECKOUT TRUTH.json [CHECKOUT TRUTH.json …]

TRUTH.json is ``{"routes": [{"method": "GET", "path": "/users/{id}", "auth": true, "tested": false}, …]}``: what
``app.openapi()``, Flask's ``url_map``, Django's resolver, Express's router stack or careful reading says, parameters
written ``{name}``. A row may say ``auth``, ``tested`` and, where the route answers with a list, ``paginated`` (whether
something bounds it); what a row does not say is not judged.
Paths are compared without the parameters' names and without a slash at the end; a method ``ANY`` matches every method.
It fetches nothing. ``--misses`` lists what was missed and what was found too much.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from backend_review.inventory import read_backend
from backend_review.inventory.rows import rows_of

JUDGED = ("auth", "paginated", "tested")
ASIDE = {"static", "docs", "debug"}  # most lists leave them out: found, they are neither counted nor too many


def plain(path: str) -> str:
    """A path that compares: no parameter names, no slash at the end."""
    return re.sub(r"\{[^{}]*\}", "{}", path).rstrip("/").lower() or "/"


def found_in(folder: Path) -> dict[tuple[str, str], dict[str, bool | None]]:
    """(method, path) of every route that is found, with what is judged of it."""
    rows: dict[tuple[str, str], dict[str, bool | None]] = {}
    for row in rows_of(read_backend(folder, [folder], [])):
        rows[("ANY" if row.method == "*" else row.method, plain(row.found.path))] = {
            "auth": bool(row.facts["auth"]),
            "paginated": row.facts["paginated"],
            "tested": bool(row.facts["tested"]),
            "api": row.facts["kind"] not in ASIDE,
        }
    return {key: row for key, row in rows.items() if key[0] not in {"HEAD", "OPTIONS", "TRACE"}}


def matches(key: tuple[str, str], others: Mapping[tuple[str, str], Any]) -> tuple[str, str] | None:
    """The other side's row for a route."""
    if key in others:
        return key
    if key[0] == "ANY":
        return next((other for other in others if other[1] == key[1]), None)
    return ("ANY", key[1]) if ("ANY", key[1]) in others else None


def compare(folder: Path, truth: Path, misses: bool) -> Counter[str]:
    """Counts for one repository, printed as a row."""
    wanted = {
        (row["method"].upper(), plain(row["path"])): row
        for row in json.loads(truth.read_text(encoding="utf-8"))["routes"]
    }
    found = found_in(folder)
    missed = [key for key in wanted if matches(key, found) is None]
    found = {key: row for key, row in found.items() if row["api"] or matches(key, wanted) is not None}
    surplus = [key for key in found if matches(key, wanted) is None]
    counts = Counter(wanted=len(wanted), missed=len(missed), found=len(found), surplus=len(surplus))
    wrong: list[str] = []
    for key, row in wanted.items():
        other = matches(key, found)
        for what in JUDGED if other is not None else ():
            if row.get(what) is None:
                continue
            counts[f"{what} judged"] += 1
            counts[f"{what} right"] += found[other][what] == row[what]
            if found[other][what] != row[what]:
                wrong.append(f"{what:<9} {key[0]} {key[1]} should be {row[what]}, not {found[other][what]}")
    print_row(folder.name.replace("+", "/"), counts)
    if misses:
        print(*(f"    missed    {method} {path}" for method, path in sorted(missed)), sep="\n")
        print(*(f"    surplus   {method} {path}" for method, path in sorted(surplus)), sep="\n")
        print(*(f"    {line}" for line in sorted(wrong)), sep="\n")
    return counts


def print_row(name: str, counts: Counter[str]) -> None:
    """One line of the table."""
    recall = _percent(counts["wanted"] - counts["missed"], counts["wanted"])
    precision = _percent(counts["found"] - counts["surplus"], counts["found"])
    judged = (
        f"{_percent(counts[f'{what} right'], counts[f'{what} judged'])} of {counts[f'{what} judged']}"
        if counts[f"{what} judged"]
        else "-"
        for what in JUDGED
    )
    print(f"| {name} | {counts['wanted']} | {counts['found']} | {recall} | {precision} | {' | '.join(judged)} |")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / max(1, whole):.1f} %"


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if argument != "--misses"]
    columns = ["repository", "routes", "found", "recall", "precision", *(f"{what} judged right" for what in JUDGED)]
    print(f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|")
    total: Counter[str] = Counter()
    for folder, truth in zip(arguments[::2], arguments[1::2], strict=True):
        total += compare(Path(folder).resolve(), Path(truth), "--misses" in sys.argv)
    print_row("all", total)


if __name__ == "__main__":
    main()
