"""The tables that TypeORM's entity classes declare. https://typeorm.io/docs/entity/entities

Names, join columns, join tables and the indexes that come with them are as ``EntityMetadataBuilder`` makes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from backend_review.index.program import Field
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import Place
from backend_review.model.tables import Column, Table
from backend_review.model.values import Callee, Items, Kind, Value, items_of, options, text_of
from backend_review.model.values import Table as Dict
from backend_review.stores._declarations import finish_keys, place_in, place_of_class
from backend_review.stores._marks import is_true, marks_of, returned, settings, word
from backend_review.stores._notes import noted
from backend_review.stores._typeorm_columns import COLUMNS, column_of
from backend_review.stores._typeorm_naming import Naming, naming_in
from backend_review.stores._typeorm_relations import RELATIONS, Joined, settle
from backend_review.stores._typeorm_schemas import SCHEMAS, tables_of_schemas

_LIBRARY = re.compile(r"^typeorm\b")
_ENTITIES = {"Entity", "ChildEntity", "ViewEntity"}
_MAX_EMBEDDED = 4


@dataclass(slots=True, eq=False)
class Model:
    """An entity class while its table is made.

    ``columns`` are by their property's path (``name.first``), ``joined`` are its relations in their order.
    """

    kind: Kind
    table: Table
    marks: list[Call]
    child: bool = False  # of single-table inheritance: its columns are in the table of its parent
    columns: dict[str, Column] = field(default_factory=dict)
    joined: dict[str, Joined] = field(default_factory=dict)
    indexed: list[tuple[str, Call]] = field(default_factory=list)


def tables(evaluator: Evaluator) -> Iterator[Table]:
    """The table of every entity, and those between two of them."""
    marks = {
        id(kind): marks_of(evaluator, kind.klass.decorators, kind.scope, _LIBRARY) for kind in _decorated(evaluator)
    }
    kinds = [kind for kind in _decorated(evaluator) if any(word(mark) in _ENTITIES for mark in marks[id(kind)])]
    naming = naming_in(evaluator) if kinds or any(noted(evaluator, SCHEMAS)) else Naming(evaluator)
    models: dict[int, Model] = {}
    for kind in kinds:
        _model(evaluator, naming, kind, marks, models)
    between = settle(evaluator, naming, list(models.values()))
    for model in models.values():
        _indexes(evaluator, model)
    made = [model.table for model in models.values() if not model.child]
    for table in made:
        finish_keys(table)
    yield from made
    yield from between
    yield from tables_of_schemas(evaluator, naming, made)


def _decorated(evaluator: Evaluator) -> list[Kind]:
    return [
        kind
        for kind in evaluator.kinds.values()
        if kind.scope.module.language == "javascript" and kind.klass.decorators
    ]


def _model(
    evaluator: Evaluator, naming: Naming, kind: Kind, marks: dict[int, list[Call]], models: dict[int, Model]
) -> Model:
    if id(kind.klass) in models:
        return models[id(kind.klass)]
    own = marks[id(kind)]
    entity = next(mark for mark in own if word(mark) in _ENTITIES)
    levels = list(kind.lineage())
    if word(entity) == "ChildEntity":
        parents = (level for level in levels[1:] if any(word(mark) in _ENTITIES for mark in marks.get(id(level), ())))
        parent = next(parents, None)
        if parent is not None:
            above = _model(evaluator, naming, parent, marks, models)
            model = models[id(kind.klass)] = Model(kind, above.table, own, child=True)
            model.columns |= above.columns
            upward = list(parent.lineage())
            _fill(evaluator, naming, model, [level for level in levels if level not in upward])
            return model
    held = settings(entity)
    name = text_of(entity.arg(0)) or text_of(held.entries.get("name")) or ""
    table = Table(naming.table(kind.klass.name, name), place_of_class(kind), "typeorm", kind.klass.name)
    table.kind = "view" if word(entity) == "ViewEntity" else "table"
    model = models[id(kind.klass)] = Model(kind, table, own)
    _fill(evaluator, naming, model, levels)
    _inherited(model)
    return model


def _fill(evaluator: Evaluator, naming: Naming, model: Model, levels: list[Kind]) -> None:
    """The columns and relations of classes, those of the bases first."""
    for level in reversed(levels):
        for mark in (
            marks_of(evaluator, level.klass.decorators, level.scope, _LIBRARY) if level is not model.kind else ()
        ):
            if word(mark) in {"Index", "Unique"}:
                model.marks.append(mark)
        _members(evaluator, naming, model, level, (), (), level.scope.module.path)


def _members(
    evaluator: Evaluator, naming: Naming, model: Model, kind: Kind, path: tuple[str, ...], prefixes: tuple[str, ...],
    within: str,
) -> None:  # fmt: skip
    for name, held in kind.klass.fields.items():
        marks = marks_of(evaluator, held.decorators, kind.scope, _LIBRARY) if held.decorators else []
        place = place_in(kind.scope.module, held.node)
        whole = ".".join([*path, name])
        for mark in marks:
            if word(mark) in {"Index", "Unique"}:
                model.indexed.append((whole, mark))
            elif word(mark) in RELATIONS:
                model.joined[whole] = Joined(whole, mark, marks, held.type, place, prefixes)
            elif word(mark) in COLUMNS - {"VirtualColumn"}:
                inner = _embedded(evaluator, mark)
                if inner is not None and len(path) < _MAX_EMBEDDED:
                    prefix = _prefix(mark, name)
                    for level in reversed(list(inner.lineage())):
                        _members(evaluator, naming, model, level, (*path, name), (*prefixes, *prefix), within)
                elif inner is None:
                    _column(evaluator, naming, model, mark, held, whole, prefixes, place)
        if any(word(mark) == "Generated" for mark in marks) and whole in model.columns:
            model.columns[whole].default = model.columns[whole].default or "generated"


def _embedded(evaluator: Evaluator, mark: Call) -> Kind | None:
    """The class of ``@Column(() => Name)``."""
    first = mark.arg(0)
    value = returned(evaluator, first) if isinstance(first, Callee) else None
    return next((item for item in options(value) if isinstance(item, Kind)), None) if value is not None else None


def _prefix(mark: Call, name: str) -> list[str]:
    """What the columns of an embedded object begin with."""
    given = settings(mark).entries.get("prefix")
    if given is None or is_true(given) is True:
        return [name]
    text = text_of(given) or ""
    return [text.removesuffix("_")] if text else []


def _column(
    evaluator: Evaluator, naming: Naming, model: Model, mark: Call, held: Field, path: str, prefixes: tuple[str, ...],
    place: Place,
) -> None:  # fmt: skip
    given = text_of(settings(mark).entries.get("name")) or ""
    property = path.rpartition(".")[2]
    column = column_of(mark, naming.column(property, given, prefixes), property, held.type, place)
    before = model.columns.pop(path, None)
    if before is not None:
        model.table.columns.pop(before.name, None)
    model.columns[path] = column
    if model.child:
        column.nullable = True
    model.table.columns[column.name] = column
    if is_true(settings(mark).entries.get("unique")):
        model.table.add_index([column.name], place, unique=True)
    if word(mark) == "ObjectIdColumn":
        model.table.kind, model.table.dialect = "collection", "mongodb"


def _inherited(model: Model) -> None:
    """What ``@TableInheritance`` and ``@Tree`` add."""
    table = model.table
    for mark in model.marks:
        if word(mark) == "TableInheritance":
            given = settings(mark).entries.get("column")
            entries = given.entries if isinstance(given, Dict) else {}
            name = text_of(given) or text_of(entries.get("name")) or "type"
            table.columns.setdefault(name, Column(name, mark.place, "text", "varchar", name, False))
            table.add_index([name], mark.place)
        elif word(mark) == "Tree":
            added = {"materialized-path": ("mpath",), "nested-set": ("nsleft", "nsright")}
            for name in added.get(text_of(mark.arg(0)) or "", ()):
                path = name == "mpath"
                column = Column(name, mark.place, "text" if path else "integer", "", name, path, "''" if path else "1")
                table.columns.setdefault(name, column)


def _indexes(evaluator: Evaluator, model: Model) -> None:
    """``@Index`` and ``@Unique`` of the class and of its properties."""
    for path, mark in model.indexed:
        _index(model, mark, _named(model, path))
    for mark in model.marks:
        if word(mark) in {"Index", "Unique"}:
            fields = next((value for value in mark.args if _fields(value)), None)
            columns = [
                column for path in (_fields(fields) if fields is not None else ()) for column in _named(model, path)
            ]
            _index(model, mark, columns)


def _index(model: Model, mark: Call, columns: list[str]) -> None:
    held = settings(mark).entries
    if is_true(held.get("synchronize")) is False:
        return
    method = next((name for name in ("spatial", "fulltext") if is_true(held.get(name))), "")
    name = text_of(mark.arg(0)) or ""
    unique = word(mark) == "Unique" or bool(is_true(held.get("unique")))
    where = text_of(held.get("where")) or ("…" if "where" in held else "")
    model.table.add_index(columns, mark.place, unique, name=name, where=where, method=method)


def _fields(value: Value) -> list[str]:
    """The properties that an index is over: ``["a", "b"]``, ``(x) => [x.a, x.b]``."""
    if isinstance(value, Items):
        return [text for item in items_of(value) if (text := text_of(item))]
    if isinstance(value, Callee):
        written = value.function.module.text(value.function.node).partition("=>")[2]
        return re.findall(r"\b\w+\.([\w.]+)", written)
    return []


def _named(model: Model, path: str) -> list[str]:
    """The columns that a property stands for: its own, or those of the relation or embedded object it is."""
    if path in model.columns:
        return [model.columns[path].name]
    if path in model.joined and model.joined[path].columns:
        return list(model.joined[path].columns)
    inside = [column.name for key, column in model.columns.items() if key.startswith(f"{path}.")]
    return inside or [path.partition(".")[0] if path not in model.table.columns else path]
