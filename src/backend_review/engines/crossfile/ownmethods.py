"""Python: methods of the project's own classes that are called as a database's are: ``interactor.execute(name)``."""

from __future__ import annotations

import re
from collections import defaultdict

from tree_sitter import Node

from backend_review.index.program import Module
from backend_review.index.project import Project
from backend_review.index.syntax import walk

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_NAME = re.compile(r"[A-Za-z_]\w*")
_OF_DATABASES = re.compile(
    r"(?i)(?:^|_|\b)(?:db|database|con|conn|connections?|cr|cur|cursors?|sessions?|engine|tx|transaction|pool|sql\w*|pg\w*|postgres\w*|"
    r"mysql\w*|sqlite\w*|duckdb|bigquery|clickhouse|snowflake)(?:$|_|\b)"
)
# What a method's body has in it that speaks to a database in text: it may hand on what it was given.
_SPEAKS_SQL = re.compile(
    r"(?i)cursor|\bconn\b|connection|\bsessions?\b|\bengine\b|sqlalchemy|\.raw\(|\btext\(|\bsql|\bquery\b"
)
_MAKES = {"get", "make", "create", "build", "new", "self", "cls", "the", "my"}


class OwnMethods:
    """The methods of a project's classes that have nothing to do with SQL, by what they are called."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._classes: dict[str, dict[str, frozenset[str]]] = {}

    def takes(self, module: Module, node: Node) -> bool:
        """Whether an argument that ends with this node is given to such a method.

        Its object is made of one of these classes, is asked for by the class (``self.get_interactor(FetchOwner)``), or
        is called as they are: ``self.interactor``, ``create_order``.
        """
        call: Node | None = node
        while call is not None and not (call.type == "call" and _is_argument(call, node)):
            call = call.parent
        target = call.child_by_field_name("function") if call is not None else None
        if target is None or target.type != "attribute":
            return False
        holder = target.child_by_field_name("object")
        classes = self._having(module.text(target.child_by_field_name("attribute")))
        if holder is None or not classes:
            return False
        if holder.type == "call":
            asked = holder.child_by_field_name("function")
            given = holder.child_by_field_name("arguments")
            named = (
                {module.text(item).rpartition(".")[2] for item in given.named_children} if given is not None else set()
            )
            if not named.isdisjoint(classes):
                return True
            holder = asked if asked is not None else holder
        words = _NAME.findall(module.text(holder))
        if not words or words[-1] in {"self", "cls", "super"} or _OF_DATABASES.search(words[-1]):
            return False
        if words[-1] in classes:
            return True
        own = _words(words[-1]) - _MAKES
        return bool(own) and any(own <= of_class for of_class in classes.values())

    def _having(self, name: str) -> dict[str, frozenset[str]]:
        """The project's classes with a method of this name that speaks no SQL, and the words of their names."""
        if name not in self._classes:
            found: dict[str, frozenset[str]] = defaultdict(frozenset)
            for module in self.project.modules("python"):
                if f"def {name}(" in module.file.text and module.file.role != "test":
                    for kind in (node for node in walk(module.tree.root_node) if node.type == "class_definition"):
                        if _is_own(module, kind, name):
                            made = module.text(kind.child_by_field_name("name"))
                            found[made] = _words(made)
            self._classes[name] = found
        return self._classes[name]


def _is_own(module: Module, kind: Node, name: str) -> bool:
    body = kind.child_by_field_name("body")
    for item in body.named_children if body is not None else ():
        made = item.child_by_field_name("definition") if item.type == "decorated_definition" else item
        if made is not None and module.text(made.child_by_field_name("name")) == name:
            return made.type == "function_definition" and _SPEAKS_SQL.search(module.text(made)) is None
    return False


def _words(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(name))


def _is_argument(call: Node, node: Node) -> bool:
    given = call.child_by_field_name("arguments")
    return given is not None and given.start_byte <= node.start_byte and node.end_byte < given.end_byte
