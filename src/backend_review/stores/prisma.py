"""Prisma. https://www.prisma.io/docs/orm/reference/prisma-client-reference"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from backend_review.index.project import Project
from backend_review.model.entities import Entities, Entity, EntityField
from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.queries import Row
from backend_review.model.relations import RELATED_ROWS
from backend_review.model.routes import Place
from backend_review.model.uses import COUNTS, Query, Use, bound_of, does, makes, runs_sql, selected, table, with_options
from backend_review.model.values import Callee, Known, Table, Thing, Unknown, Value, options
from backend_review.stores._prisma_schema import tables

P, M = "prisma.Client", "prisma.Model"
TYPES = {"@prisma/client.PrismaClient": P, "@prisma/client.Prisma.TransactionClient": P}
CLASSES = {"@prisma/client.PrismaClient": P, "?PrismaClient": P}
ATTRIBUTES = {f"{P}.*": M, f"{P}.object.*": M}
LIBRARIES = ("@prisma/client", ".", "@/", "~/", "src/", "nestjs-prisma")
NAMES = {"prisma": P, "prismaService": P}


def _transaction(use: Use) -> Value:
    first = use.arg(0)
    if not any(isinstance(item, Callee) for item in options(first or Unknown())):
        _sent_together(use)
    use.emit("transaction", "transaction")
    if any(isinstance(item, Callee) for item in options(first or Unknown())):
        return use.callback(use.make(P)) or Unknown()
    return Unknown()


def _sent_together(use: Use) -> None:
    """``$transaction([…])``: Prisma's writes are sent when they are awaited, so those made before are the list's."""
    found = use.walk.found
    for index, effect in enumerate(found):
        if effect.by.startswith(("prisma.", "sql.")):
            found[index] = replace(effect, transaction=True)


def _client(prefix: str) -> dict[str, Rule]:
    return {
        f"{prefix}.$transaction": _transaction,
        **table(prefix, "$queryRaw $queryRawUnsafe $executeRaw $executeRawUnsafe", runs_sql()),
        f"{prefix}.$extends": makes(P),
    }


def _row(kind: str) -> Rule:
    def rule(use: Use) -> Value:
        if kind == "read_one":
            _load_related(use, use.arg(0))
        use.emit(kind)
        row = selected(use, use.row(), 0)
        return use.rows(Query(one=True, row=row)) if use.method not in COUNTS else Unknown()

    return rule


def _load_related(use: Use, given: Value | None, inside: int = 3) -> None:
    """The rows that come along with one row: ``{ select: { posts: { take: 10, where } } }``."""
    for holder in options(given) if given is not None and inside else ():
        for name in ("select", "include"):
            for table_ in options(holder.entries.get(name, Unknown())) if isinstance(holder, Table) else ():
                for relation, asked in table_.entries.items() if isinstance(table_, Table) else ():
                    written = asked.entries if isinstance(asked, Table) else {}
                    if _OF_MANY & set(written) or (relation.endswith("s") and asked == Known(True)):
                        use.emit(RELATED_ROWS, relation, bound_of(written.get("take")))
                        use.walk.found[-1] = replace(use.walk.found[-1], by=relation)
                    _load_related(use, asked, inside - 1)


def _related(use: Use) -> Value:
    """``project.findUnique({ where }).contacts({ take })``: a query of its own, of what the row is related to."""
    row, relations = use.row(), use.walk.effects.relations
    model = row.what[:1].upper() + row.what[1:] if row is not None else ""
    found = relations.of(Row(model), use.method) if relations is not None else None
    if found is None or found[0].library != "prisma":
        return Unknown()
    relation = found[1]
    name = relation.target[:1].lower() + relation.target[1:]
    target = selected(use, Row(name, Thing(type=M, model=name)), 0)
    bound = bound_of(use.option("take")) if relation.many else None
    use.emit("read_many" if relation.many else "read_one", name, bound)
    return use.rows(Query(name, one=not relation.many, row=target))


_OF_MANY = {"take", "skip", "orderBy", "cursor", "where", "distinct"}
_MODEL = re.compile(r"^model\s+(\w+)\s*\{(.*?)^\}", re.MULTILINE | re.DOTALL)
_COLUMN = re.compile(r"^\s+(\w+)\s+(\w+)(\[\]|\?)?")
_MAX_FOLDERS = 400


def _entity(entities: Entities, value: Value) -> Entity | None:
    """A model of the schema, which is no code: it lies beside it, in ``prisma/``."""
    model = value.model if isinstance(value, Thing) else None
    name = model if isinstance(model, str) else model.what if isinstance(model, Row) else ""
    made = _models(entities.project).get(name.lower())
    if made is None:
        return None
    left_out = _omitted(entities.project)
    fields = {key: replace(item, hidden=key in left_out) for key, item in made.fields.items()}
    return Entity(made.name, "prisma", made.place, fields)


@lru_cache(maxsize=4)
def _models(project: Project) -> dict[str, Entity]:
    """The models of all schemas of a project, by their names in lower case."""
    root = next((file.root for file in project.files.values()), None)
    folders: dict[str, None] = {"": None}
    for path, file in project.files.items():
        parts = path.split("/")[:-1] if file.language in {"typescript", "javascript"} else []
        folders |= dict.fromkeys("/".join(parts[:length]) for length in range(1, len(parts) + 1))
    found: dict[str, Entity] = {}
    for folder in list(folders)[:_MAX_FOLDERS] if root is not None else ():
        for below in ("schema.prisma", "prisma/schema.prisma", "prisma/schema"):
            place = root / folder / below if root is not None else None
            if place is None:
                continue
            schemas = sorted(place.glob("*.prisma"))[:100] if place.is_dir() else [place] if place.is_file() else []
            for schema in schemas:
                text = schema.read_text(encoding="utf-8", errors="replace")[:500_000]
                for item in _read(text, schema.relative_to(root).as_posix() if root is not None else ""):
                    found.setdefault(item.name.lower(), item)
    return found


def _read(text: str, path: str) -> Iterator[Entity]:
    for block in _MODEL.finditer(text):
        line = text.count("\n", 0, block.start()) + 1
        made = Entity(block[1], "prisma", Place(path, line))
        for offset, written in enumerate(block[2].split("\n")):
            column = _COLUMN.match(written)
            if column and "@relation" not in written:
                type = column[2] + (column[3] or "").replace("?", "")
                made.fields[column[1]] = EntityField(column[1], type, Place(path, line + offset))
        yield made


@lru_cache(maxsize=4)
def _omitted(project: Project) -> frozenset[str]:
    """The fields that the client itself is told to leave out: ``new PrismaClient({ omit: … })``."""
    names: set[str] = set()
    for file in project.files.values():
        if file.language in {"typescript", "javascript"} and "PrismaClient(" in file.text:
            for made in re.finditer(r"new\s+PrismaClient\(", file.text):
                options = _argument(file.text[made.end() : made.end() + 2000])
                for block in re.findall(r"omit:\s*\{((?:[^{}]|\{[^{}]*\})*)\}", options):
                    names.update(re.findall(r"(\w+):\s*true", block))
    return frozenset(names)


def _argument(text: str) -> str:
    """The text up to the parenthesis that closes a call."""
    depth = 1
    for index, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return text[:index]
    return text


ENTITIES = {M: _entity, f"{M}.object": _entity}
RULES: dict[str, Rule] = {
    "@prisma/client.PrismaClient": makes(P, "connect"),
    **_client(P),
    **_client(f"{P}.object"),
    **table(M, "findMany groupBy", with_options(bounds=("take",))),
    **table(M, "findUnique findUniqueOrThrow findFirst findFirstOrThrow count aggregate", _row("read_one")),
    **table(M, "create update upsert", _row("write")),
    **table(M, "createMany createManyAndReturn updateMany updateManyAndReturn", does("write")),
    f"{M}.delete": _row("delete"),
    f"{M}.deleteMany": does("delete"),
    f"{M}.object.*": _related,
}
LOOKUPS = {
    **table(M, "findUnique findFirst", Form()),
    **table(M, "findUniqueOrThrow findFirstOrThrow", Form("found")),
}
__all__ = ["tables"]
