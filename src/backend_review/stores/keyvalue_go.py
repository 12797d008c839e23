"""Key-value stores in a file: bbolt, Badger, Storm, Scribble. https://pkg.go.dev/go.etcd.io/bbolt"""

from __future__ import annotations

import re

from tree_sitter import Node

from backend_review.model.libraries import Rule
from backend_review.model.queries import Query
from backend_review.model.uses import Use, bound_of, calls_back, chain, does, limited, makes, name_of, table
from backend_review.model.values import Thing, Unknown, Value, options
from backend_review.stores._destinations import destination

_BOLT = ("go.etcd.io/bbolt", "github.com/boltdb/bolt", "github.com/coreos/bbolt")
_BADGER = ("github.com/dgraph-io/badger", *(f"github.com/dgraph-io/badger/v{number}" for number in (2, 3, 4)))
_STORM = ("github.com/asdine/storm", "github.com/asdine/storm/v3")
_SCRIBBLE = ("github.com/sdomino/scribble", "github.com/nanobox-io/golang-scribble")
B, T, U, C = "bolt.DB", "bolt.Tx", "bolt.Bucket", "bolt.Cursor"
G, X, S, Q, F = "badger.DB", "badger.Txn", "storm.Node", "storm.Query", "scribble.Driver"
TYPES = {
    **{f"{base}.{name}": type for base in _BOLT
       for name, type in (("DB", B), ("Open", B), ("Tx", T), ("Bucket", U), ("Cursor", C))},
    **{f"{base}.{name}": type for base in _BADGER for name, type in (("DB", G), ("Open", G), ("Txn", X))},
    **{f"{base}.{name}": S for base in _STORM for name in ("DB", "Node", "Open")},
    **{f"{base}.{name}": F for base in _SCRIBBLE for name in ("Driver", "New")},
}  # fmt: skip
# What ends a loop over keys before there are no more of them: ``len(found) >= limit``, ``i < max``.
_ENDS = re.compile(r"(?i)\b(?:limit|max|count|size|take|per_?page|page_?size)\w*\b")
_LOOPS = {"for_statement"}


def _bucket(use: Use) -> Value:
    """``tx.Bucket([]byte("users"))``: the bucket of a name."""
    written = use.expr.args[0] if use.expr.args else None
    inner = written.args[0] if written is not None and written.kind == "call" and written.args else written
    name = str(inner.value) if inner is not None and inner.kind == "text" else name_of(use.arg(0), use, 0)
    return use.make(U, Query(name))


def _cursor(use: Use) -> Value:
    """``for k, v := c.First(); k != nil && len(found) < limit; k, v = c.Next()``: its loop says how far it goes."""
    use.emit("read_many", use.query.what, _loop_bound(use))
    return use.make(C, use.query)


def _loop_bound(use: Use) -> str | None:
    """Whether the loops of the function that goes over keys end at a number of them."""
    body: Node | None = use.walk.function.node if use.walk.function is not None else None
    pending = [body] if body is not None else []
    while pending:
        node = pending.pop()
        if node.type in _LOOPS and _ends_early(use, node):
            return "parameter"
        pending += node.named_children
    return None


def _ends_early(use: Use, loop: Node) -> bool:
    text = use.walk.module.text
    clause = next((child for child in loop.named_children if child.type == "for_clause"), None)
    condition = clause.child_by_field_name("condition") if clause is not None else None
    if condition is not None and _ENDS.search(text(condition)):
        return True
    body = loop.child_by_field_name("body")
    ifs = [child for child in (body.named_children if body is not None else ()) if child.type == "if_statement"]
    ifs += [child for block in (body.named_children if body is not None else ()) for child in block.named_children
            if child.type == "if_statement"]  # fmt: skip
    return any(
        re.search(r"\b(?:break|return)\b", text(item)) and _ENDS.search(text(item.child_by_field_name("condition")))
        for item in ifs
    )


def _each(use: Use) -> Value:
    use.emit("read_many", use.query.what, None)
    use.callback(Unknown(), Unknown())
    return Unknown()


def _iterator(use: Use) -> Value:
    use.emit("read_many", "keys", _loop_bound(use))
    return use.make("badger.Iterator")


def _all(index: int) -> Rule:
    """``db.All(&users, storm.Limit(10))``, ``db.Find("Group", "admin", &users)``."""

    def rule(use: Use) -> Value:
        bound = None
        for value in use.args[index + 1 :]:
            for item in options(value):
                if isinstance(item, Thing) and item.type == "storm.Limit" and isinstance(item.model, Query):
                    bound = item.model.bound
        use.emit("read_many", destination(use, index)[0] or name_of(use.arg(index), use, index), bound)
        return Unknown()

    return rule


def _one(index: int, kind: str = "read_one") -> Rule:
    def rule(use: Use) -> Value:
        use.emit(kind, destination(use, index)[0] or name_of(use.arg(index), use, index))
        return Unknown()

    return rule


def _found(use: Use) -> Value:
    use.emit("read_many", destination(use)[0] or name_of(use.arg(0), use, 0), use.query.bound)
    return Unknown()


RULES: dict[str, Rule] = {
    **{f"{base}.Open": makes(B, "connect") for base in _BOLT},
    f"{B}.View": calls_back("", T),
    **table(B, "Update Batch", calls_back("transaction", T, "transaction")),
    f"{B}.Begin": makes(T, "transaction", "transaction"),
    **table(T, "Bucket CreateBucket CreateBucketIfNotExists", _bucket),
    **table(U, "Bucket CreateBucket CreateBucketIfNotExists", _bucket),
    f"{U}.Get": does("read_one"),
    f"{U}.Put": does("write"),
    f"{U}.Delete": does("delete"),
    f"{U}.ForEach": _each,
    f"{U}.Cursor": _cursor,
    f"{T}.ForEach": _each,
    **{f"{base}.Open": makes(G, "connect") for base in _BADGER},
    f"{G}.View": calls_back("", X),
    f"{G}.Update": calls_back("transaction", X, "transaction"),
    f"{G}.NewTransaction": makes(X, "transaction", "transaction"),
    f"{X}.Get": does("read_one", what="keys"),
    **table(X, "Set SetEntry", does("write", what="keys")),
    f"{X}.Delete": does("delete", what="keys"),
    f"{X}.NewIterator": _iterator,
    **{f"{base}.Open": makes(S, "connect") for base in _STORM},
    **{f"{base}.Limit": (lambda use: use.make("storm.Limit", Query(bound=bound_of(use.arg(0))))) for base in _STORM},
    f"{S}.From": makes(S),
    **table(S, "All", _all(0)),
    **table(S, "AllByIndex", _all(1)),
    **table(S, "Find Prefix", _all(2)),
    f"{S}.Range": _all(3),
    f"{S}.One": _one(2),
    **table(S, "Save Update UpdateField", _one(0, "write")),
    **table(S, "DeleteStruct Drop", _one(0, "delete")),
    f"{S}.Begin": makes(S, "transaction", "transaction"),
    f"{S}.Select": lambda use: use.make(Q, Query()),
    f"{Q}.*": chain(),
    f"{Q}.Limit": limited(),
    f"{Q}.Find": _found,
    f"{Q}.First": _one(0),
    f"{Q}.Delete": _one(0, "delete"),
    **{f"{base}.New": makes(F) for base in _SCRIBBLE},  # a folder of JSON files: nothing is connected to
    f"{F}.ReadAll": lambda use: use.emit("read_many", name_of(use.arg(0), use, 0)),
    f"{F}.Read": does("read_one", 0),
    f"{F}.Write": does("write", 0),
    f"{F}.Delete": does("delete", 0),
}  # fmt: skip
