"""How well the tables of real backends are read, against lists that the ORMs themselves gave.

    python benchmarks/tables.py CHECKOUT TRUTH.json [CHECKOUT TRUTH.json …]

TRUTH.json is ``{"tables": [{"name": "users", "columns": [{"name", "nullable", "primary"}, …], "indexes": [{"columns":
[…], "unique": true}, …], "foreign_keys": [{"columns": […], "table": "accounts"}, …], "relations": [{"name", "target",
"many"}, …]}, …]}``: what SQLAlchemy's ``metadata``, Django's app registry, Prisma's DMMF or TypeORM's metadata say.
A key that a table does not have is not judged; primary keys are columns that say ``primary``, not indexes. It fetches
nothing.
``--misses`` lists what differs.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from backend_review.inventory import read_backend
from backend_review.model.tables import Table

KINDS = ("tables", "columns", "indexes", "foreign keys", "relations")


def facts_of(tables: list[Table]) -> dict[str, set[tuple[Any, ...]]]:
    """Each kind of fact as a set of rows that compare."""
    facts: dict[str, set[tuple[Any, ...]]] = {kind: set() for kind in KINDS}
    for table in tables:
        name = table.name.lower()
        facts["tables"].add((name,))
        for column in table.columns.values():
            facts["columns"].add((name, column.name, bool(column.nullable), column.name in table.key))
            if column.references is not None:
                facts["foreign keys"].add((name, (column.name,), column.references.table.lower()))
        facts["foreign keys"] |= {(name, columns, target.table.lower()) for columns, target in table.references}
        facts["indexes"] |= {(name, index.columns, index.unique) for index in table.indexes if not index.primary}
        facts["relations"] |= {(name, item.name, item.target, item.many) for item in table.relations.values()}
    return facts


def wanted_in(truth: Path) -> tuple[dict[str, set[tuple[Any, ...]]], dict[str, set[str]]]:
    """The same rows of a list, and the tables for which each kind is judged."""
    facts: dict[str, set[tuple[Any, ...]]] = {kind: set() for kind in KINDS}
    judged: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for table in json.loads(truth.read_text(encoding="utf-8"))["tables"]:
        name = table["name"].lower()
        facts["tables"].add((name,))
        for kind in KINDS:
            if kind.replace(" ", "_") in table or kind == "tables":
                judged[kind].add(name)
        for row in table.get("columns", ()):
            facts["columns"].add((name, row["name"], bool(row["nullable"]), bool(row.get("primary"))))
        for row in table.get("indexes", ()):
            facts["indexes"].add((name, tuple(row["columns"]), bool(row.get("unique"))))
        for row in table.get("foreign_keys", ()):
            facts["foreign keys"].add((name, tuple(row["columns"]), row["table"].lower()))
        for row in table.get("relations", ()):
            facts["relations"].add((name, row["name"], row["target"], bool(row["many"])))
    return facts, judged


def compare(folder: Path, truth: Path, misses: bool) -> Counter[str]:
    """Counts for one repository, printed as a row."""
    wanted, judged = wanted_in(truth)
    known = {name for (name,) in wanted["tables"]}
    found = facts_of(list(read_backend(folder, [folder], []).tables))
    counts: Counter[str] = Counter()
    differing = []
    for kind in KINDS:
        # Only what is said of the same tables compares: a surplus table is counted once, not with all its columns.
        mine = {row for row in found[kind] if kind == "tables" or (row[0] in known and row[0] in judged[kind])}
        counts[f"{kind} all"] = len(wanted[kind] | mine)
        counts[f"{kind} agree"] = len(wanted[kind] & mine)
        differing += [f"    missed  {kind} {row}" for row in sorted(wanted[kind] - mine, key=str)]
        differing += [f"    surplus {kind} {row}" for row in sorted(mine - wanted[kind], key=str)]
    print_row(folder.name.replace("+", "/"), counts)
    if misses:
        print(*differing, sep="\n")
    return counts


def print_row(name: str, counts: Counter[str]) -> None:
    """One line of the table: how many of all the facts of a kind both sides have."""
    cells = [
        f"{100 * counts[f'{kind} agree'] / counts[f'{kind} all']:.1f} % of {counts[f'{kind} all']}"
        if counts[f"{kind} all"]
        else "-"
        for kind in KINDS
    ]
    print(f"| {name} | {' | '.join(cells)} |")


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if argument != "--misses"]
    print(f"| repository | {' | '.join(KINDS)} |\n|{'---|' * (len(KINDS) + 1)}")
    total: Counter[str] = Counter()
    for folder, truth in zip(arguments[::2], arguments[1::2], strict=True):
        total += compare(Path(folder).resolve(), Path(truth), "--misses" in sys.argv)
    print_row("all", total)


if __name__ == "__main__":
    main()
