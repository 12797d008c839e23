"""GORM. https://gorm.io/docs/query.html"""

from __future__ import annotations

import re
from dataclasses import replace

from backend_review.model import members, sqltext
from backend_review.model.entities import Entities, Entity, EntityField, place_of
from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.queries import Row
from backend_review.model.relations import RELATED_ROWS, load
from backend_review.model.uses import Query, Use, bound_of, calls_back, carried, does, is_one, makes, name_of, table
from backend_review.model.values import Callee, Kind, Thing, Unknown, Value, options, text_of
from backend_review.stores._destinations import destination
from backend_review.stores._gorm_tables import tables

# Version 1 answers a struct that finds nothing with ``ErrRecordNotFound`` whatever it is asked by (https://v1.gorm.io/docs/error_handling.html).
D, D1, A = "gorm.DB", "gorm.v1.DB", "gorm.Association"
_GORM = {"gorm.io/gorm": D, "github.com/jinzhu/gorm": D1}
TYPES = {f"{base}.{name}": made for base, made in _GORM.items() for name in ("DB", "Open")}


def _own(use: Use) -> str:
    """The type of what a query is built with."""
    return use.name.rpartition(".")[0]


def _plain(use: Use) -> Query:
    query = use.query
    return query if isinstance(use.receiver, Thing) and isinstance(use.receiver.model, Query) else Query()


_ROOT = "=root"  # of a query that is built further: the one that it began with


def _built(use: Use, query: Query) -> Thing:
    """The query that a step gives. Version 2 changes the one it is a step of, too, as shows where the result is not
    taken: ``tx.Limit(10)``."""
    receiver, made = use.receiver, carried(use, query, _own(use))
    if _own(use) != D or not isinstance(receiver, Thing) or not isinstance(receiver.model, Query):
        return made
    root = receiver.attributes.get(_ROOT, receiver)
    made.attributes[_ROOT] = root
    above = use.expr.node.parent
    if above is not None and above.type == "expression_statement" and isinstance(root, Thing):
        sometimes = use.walk.conditional > use.walk.born.get(id(root), 0)
        if sometimes and query.bound is not None and use.walk.arms:
            use.walk.arms[-1][id(root)] = (root, query.bound)
        root.model = replace(
            query, bound=root.model.bound if sometimes and isinstance(root.model, Query) else query.bound
        )
    return made


def _step(use: Use) -> Value:
    return _built(use, _plain(use))


def _preload(use: Use) -> Value:
    """``Preload("Roles")``: a relation is loaded with the rows."""
    query, name = _plain(use), text_of(use.arg(0))
    row = query.row or Row(query.what)
    eager = (*row.eager, name.partition(".")[0]) if name else row.eager
    return _built(use, replace(query, row=replace(row, eager=eager)))


def _loaded(use: Use, what: str, row: Row | None) -> None:
    """The lists that are loaded with one row: its relations to many."""
    relations = use.walk.effects.relations
    for name in row.eager if row is not None and relations is not None else ():
        found = relations.of(Row(what), name) if relations is not None else None
        if found is not None and found[1].many:
            use.emit(RELATED_ROWS, found[1].target)
            use.walk.found[-1] = replace(use.walk.found[-1], by=name)


def _limit(use: Use) -> Value:
    value = use.arg(0)
    query = _plain(use)
    return _built(use, replace(query, bound=bound_of(value), one=query.one or is_one(value)))


def _scopes(use: Use) -> Value:
    """``Scopes(page(r), active)``: each function is given the query and gives it back, built further."""
    made = carried(use, _plain(use), _own(use))
    for scope in use.args:
        ways = []
        for item in options(scope):
            if isinstance(item, Callee):
                ways += list(options(use.walk.invoke(item, [made], {}, use.expr)))
        queries = [way.model for way in ways if isinstance(way, Thing) and isinstance(way.model, Query)]
        if queries:
            bound = None if any(query.bound is None for query in queries) else queries[0].bound
            use.walk.pending.pop(id(made), None)
            made = use.make(_own(use), replace(queries[0], bound=bound))
    return _built(use, made.model) if isinstance(made.model, Query) else made


def _model(use: Use) -> Value:
    value = use.arg(0)
    what = destination(use)[0] or name_of(value, use, 0)
    return carried(use, replace(_plain(use), what=text_of(value) or what), _own(use))


def _find(use: Use) -> Value:
    query = _plain(use)
    what, one = destination(use)
    if use.method in {"Scan", "Rows", "Row"} and query.verb != "read":
        use.emit(query.verb, query.what)
        return use.make(_own(use))
    one = one or query.one or use.method in {"Row"}
    named = query.what or what or name_of(use.arg(0), use, 0)
    use.emit("read_one" if one else "read_many", named, None if one else query.bound)
    if use.method in {"Rows", "Row"}:  # of database/sql, whose Scan takes what was read
        return Unknown()
    if one:
        _after_find(use)
    return use.make(_own(use), Query(query.what))


def _after_find(use: Use) -> None:
    """The hook of a model that runs when one of its rows was found."""
    for item in options(use.arg(0) or Unknown()):
        hook = members.own_member(use.walk, item, "AfterFind")
        if isinstance(hook, Callee):
            use.walk.invoke(hook, [], {}, use.expr)


def _one(use: Use) -> Value:
    query = _plain(use)
    what = query.what or destination(use)[0] or name_of(use.arg(0), use, 0)
    use.emit("read_one", what)
    _loaded(use, what, query.row)
    if use.method != "Count":
        _after_find(use)
    return use.make(_own(use), Query(query.what))


def _writes(kind: str) -> Rule:
    def rule(use: Use) -> Value:
        query = _plain(use)
        use.emit(kind, query.what or destination(use)[0] or ("" if query.what else name_of(use.arg(0), use, 0)))
        return use.make(_own(use), Query(query.what))

    return rule


def _association(use: Use) -> Value:
    """``Model(&gist).Association("Likes")``: the rows that join, or that refer to it."""
    name = text_of(use.arg(0))
    return use.make(A, Query(f"{use.query.what}.{name}" if use.query.what and name else ""))


def _associated(use: Use) -> None:
    """``Association("Likes").Find(&likes)``: the rows that one row is related to."""
    if use.query.what:
        load(use.walk, use.query.what, f"gorm.{use.method}", use.expr)


def _raw(use: Use) -> Value:
    text = text_of(use.arg(0))
    found = sqltext.classify(text or "")
    if not found.kind:
        use.walk.unsure("SQL text not known")
    verb = "read" if found.kind in {"read_many", "read_one", ""} else found.kind
    return use.make(_own(use), Query(found.table, found.bound, found.kind == "read_one", verb))


def _exec(use: Use) -> Value:
    text = text_of(use.arg(0))
    found = sqltext.classify(text or "")
    if found.kind:
        use.emit(found.kind, found.table, found.bound)
        use.walk.found[-1] = replace(use.walk.found[-1], by=f"sql.{found.verb}", asked=found.asked)
    else:
        use.walk.unsure("SQL text not known")
    return use.make(_own(use))


# A field that no column holds, so that none is read into it.
_NOT_KEPT = re.compile(r'(?:gorm|db|bson|bun|pg|xorm):"-"')
_TAG = re.compile(r'(?:gorm|db|bson|bun|pg|xorm):"')


def _entity(entities: Entities, value: Value) -> Entity | None:
    """A struct that is kept: by its tags, an embedded ``gorm.Model``, or a table's name."""
    if not isinstance(value, Kind):
        return None
    fields = value.klass.fields
    kept = any(_TAG.search(item.tag) or (item.embedded and item.type == "gorm.Model") for item in fields.values())
    if not kept and "TableName" not in value.klass.methods and "TableName" not in value.attributes:
        return None
    shapes = "MarshalJSON" in value.klass.methods or "MarshalJSON" in value.attributes
    made = Entity(value.klass.name, "gorm", place_of(value.klass), shapes_itself=shapes)
    for name, item in fields.items():
        if not item.embedded and name[:1].isupper():
            hidden = 'json:"-"' in item.tag or _NOT_KEPT.search(item.tag) is not None
            made.fields[name] = EntityField(name, item.type, place_of(value.klass, item), hidden)
    return made


ENTITIES = {"go.Struct": _entity}


def _of(type: str) -> dict[str, Rule]:
    """What the methods of a version's handle do."""
    return {
        **table(type, "Where Or Not Order Offset Joins InnerJoins Select Omit Group Having Distinct Session Debug Unscoped "
                   "WithContext Clauses Attrs Assign Set InstanceSet MapColumns", _step),
        **table(type, "Model Table", _model),
        f"{type}.Preload": _preload,
        f"{type}.Limit": _limit,
        f"{type}.Scopes": _scopes,
        **table(type, "Find Scan Rows Pluck Row FindInBatches Related", _find),
        **table(type, "First Take Last Count", _one),
        **table(type, "Create Save Update Updates UpdateColumn UpdateColumns CreateInBatches FirstOrCreate Replace Append",
                _writes("write")),
        f"{type}.Delete": _writes("delete"),
        f"{type}.Association": _association,
        f"{type}.Raw": _raw,
        f"{type}.Exec": _exec,
        f"{type}.Transaction": calls_back("transaction", type, "transaction"),
        f"{type}.Begin": makes(type, "transaction", "transaction"),
    }  # fmt: skip


RULES: dict[str, Rule] = {
    **{f"{base}.Open": makes(made, "connect") for base, made in _GORM.items()},
    **_of(D),
    **_of(D1),
    **table(A, "Find Count", _associated),
    **table(A, "Append Replace", does("write")),
    **table(A, "Delete Clear", does("delete")),
}  # fmt: skip
LOOKUPS = {
    **table(D, "First Take Last", Form("error", into=0)),
    **table(D, "Find Scan", Form("zero", into=0)),
    **table(D1, "First Take Last Find Scan", Form("error", into=0)),
}
__all__ = ["tables"]
