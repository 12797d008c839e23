"""How well the tables of real backends are read, against lists that the ORMs themselves gave.

    python benchmarks/tables.py CHECKOUT TRUTH.json [CHECKOUT TRUTH.json …]

TRUTH.json is ``{"tables": [{"name": "users", "columns": [{"name", "nullable", "primary"}, …], "indexes": [{"columns":
[…], "unique": true}, …], "foreign_keys": [{"columns": […], "table": "accounts"}, …], "relations": [{"name", "target",
"many"}, …]}, …]}``: what SQLAlchemy's ``metadata``, Django's app registry, Prisma's DMMF or TypeORM's metadata say.
A key that a table does not have is not judged; primary keys are columns that say ``primary``, not indexes. It fetches
nothing. ``--misses`` lists what differs.

For Prisma, TRUTH.json may be the DMMF as it is: what ``getDMMF`` of ``@prisma/internals`` gives, or, without an engine,
``get_dmmf`` of ``@prisma/prisma-schema-wasm`` (an npm package that is the whole of it)::

    const wasm = require("@prisma/prisma-schema-wasm");
    const schema = fs.readFileSync("schema.prisma", "utf8").replace(/^\\s*(url|directUrl)\\s*=.*$/gm, "");
    fs.writeFileSync("dmmf.json", wasm.get_dmmf(JSON.stringify({ prismaSchema: schema })));

For ent the JSON is made of the ``migrate/schema.go`` that ``entc`` generates.
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


def tables_in(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The tables of a list; those of Prisma's DMMF in the form of a list."""
    if "datamodel" not in document:
        tables: list[dict[str, Any]] = document["tables"]
        return tables
    model = document["datamodel"]
    names = {item["name"]: item["dbName"] or item["name"] for item in model["models"]}
    return [_of_prisma(item, names, model.get("indexes", [])) for item in model["models"]]


def _of_prisma(model: dict[str, Any], names: dict[str, str], indexes: list[dict[str, Any]]) -> dict[str, Any]:
    stored = {item["name"]: item.get("dbName") or item["name"] for item in model["fields"]}
    objects = [item for item in model["fields"] if item["kind"] == "object"]
    key = (model.get("primaryKey") or {}).get("fields") or [item["name"] for item in model["fields"] if item["isId"]]
    columns = [item for item in model["fields"] if item["kind"] != "object"]
    return {
        "name": names[model["name"]],
        "columns": [
            {
                "name": stored[item["name"]],
                "nullable": not item["isRequired"] and not item["isList"],
                "primary": item["name"] in key,
            }
            for item in columns
        ],
        "indexes": [
            {"columns": [stored[part["name"]] for part in item["fields"]], "unique": item["type"] == "unique"}
            for item in indexes
            if item["model"] == model["name"] and item["type"] != "id"
        ],
        "foreign_keys": [
            {"columns": [stored[name] for name in item["relationFromFields"]], "table": names[item["type"]]}
            for item in objects
            if item.get("relationFromFields")
        ],
        "relations": [{"name": item["name"], "target": item["type"], "many": item["isList"]} for item in objects],
    }


def wanted_in(truth: Path) -> tuple[dict[str, set[tuple[Any, ...]]], dict[str, set[str]]]:
    """The same rows of a list, and the tables for which each kind is judged."""
    facts: dict[str, set[tuple[Any, ...]]] = {kind: set() for kind in KINDS}
    judged: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for table in tables_in(json.loads(truth.read_text(encoding="utf-8"))):
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
