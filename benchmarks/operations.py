"""How well the GraphQL operations of real backends are found: recall and precision against the schemas they print.

    python benchmarks/operations.py [--misses] CHECKOUT SCHEMA[,SCHEMA…] [CHECKOUT SCHEMA …]

SCHEMA is a file in the schema language, or the JSON of an introspection query, that the project's own framework
printed, or a folder of such files (several folders of one API with ``:`` between them): the fields of the root types
are what must be found. Several schemas are one API each. It fetches nothing.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from graphql import GraphQLSchema, build_ast_schema, build_client_schema, extend_schema, parse
from graphql.language import DocumentNode

from backend_review.inventory import read_backend

Operation = tuple[str, str]


def wanted_of(schemas: str) -> Counter[Operation]:
    """(method, field) of every field of the root types, as often as there are APIs that have it."""
    wanted: Counter[Operation] = Counter()
    for name in schemas.split(","):
        places = [Path(part) for part in name.split(":")]
        files = [
            file for place in places for file in (sorted(place.rglob("*.graphql*")) if place.is_dir() else [place])
        ]
        text = "\n".join(file.read_text(encoding="utf-8") for file in files)
        if name.endswith(".json"):
            loaded = json.loads(text)
            schema = build_client_schema(loaded.get("data", loaded))
        else:
            schema = _schema_of(text)
        roots = {"QUERY": schema.query_type, "MUTATION": schema.mutation_type, "SUBSCRIPTION": schema.subscription_type}
        for method, root in roots.items():
            wanted.update((method, field) for field in (root.fields if root is not None else {}) if field != "_none")
    return wanted


def _schema_of(text: str) -> GraphQLSchema:
    """The schema of definitions and extensions, which may extend what nothing defines."""
    document = parse(text)
    names = {item.name.value for item in document.definitions if item.kind == "object_type_definition"}
    missing = {item.name.value for item in document.definitions if item.kind == "object_type_extension"} - names
    added = parse("".join(f"\ntype {name} {{ _none: Int }}" for name in sorted(missing))).definitions if missing else ()
    extends = tuple(item for item in document.definitions if item.kind.endswith("_extension"))
    defines = tuple(item for item in document.definitions if not item.kind.endswith("_extension"))
    schema = build_ast_schema(DocumentNode(definitions=(*defines, *added)), assume_valid=True)
    return extend_schema(schema, DocumentNode(definitions=extends), assume_valid=True) if extends else schema


def compare(folder: Path, schemas: str, misses: bool) -> None:
    """A row for one repository; an operation that two endpoints offer counts once an API."""
    wanted = wanted_of(schemas)
    found: Counter[Operation] = Counter()
    resolved = tested = 0
    backend = read_backend(folder, [folder], [])
    for item in {id(found.route): found for found in backend.routes}.values():  # one API may be mounted twice
        if item.route.kind == "graphql":
            found[(item.methods[0], item.route.operation.partition(".")[2])] += 1
            resolved += item.route.handler.function is not None
            tested += bool(backend.tests_of(item))
    hits = sum((wanted & found).values())
    name = folder.name.replace("+", "/")
    recall, precision = hits / max(1, sum(wanted.values())), hits / max(1, sum(found.values()))
    counts = f"{sum(wanted.values())} | {sum(found.values())} | {recall:.1%} | {precision:.1%} | {resolved} | {tested}"
    print(f"| {name} | {counts} |")
    if misses:
        for key in wanted - found:
            print("   missed  ", *key)
        for key in found - wanted:
            print("   surplus ", *key)


def main() -> None:
    """Compare each checkout with its schemas."""
    arguments = [text for text in sys.argv[1:] if text != "--misses"]
    print("| repository | operations | found | recall | precision | with resolver | tested |")
    print("|---|---|---|---|---|---|---|")
    for folder, schemas in zip(arguments[::2], arguments[1::2], strict=True):
        compare(Path(folder).resolve(), schemas, "--misses" in sys.argv)


if __name__ == "__main__":
    main()
