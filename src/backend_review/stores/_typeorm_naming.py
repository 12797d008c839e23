"""The names that TypeORM gives tables and columns: its default, ``typeorm-naming-strategies``, or a project's own.

https://typeorm.io/docs/advanced-topics/naming-strategy
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from backend_review.index import syntax
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.values import HOLE, Callee, Items, Known, Thing, Unknown, Value, options, text_of

_SET = re.compile(r"\bnamingStrategy\s*:")


def camel_case(text: str) -> str:
    """TypeORM's ``camelCase``."""
    return re.sub(r"^([A-Z])|[\s\-_](\w)", lambda m: m[2].upper() if m[2] else m[1].lower(), text)


def snake_case(text: str) -> str:
    """TypeORM's ``snakeCase``."""
    text = re.sub(r"([A-Z])([A-Z])([a-z])", r"\1_\2\3", text)
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", text).lower()


def title_case(text: str) -> str:
    """TypeORM's ``titleCase``: it makes small letters of the others."""
    return re.sub(r"\w\S*", lambda m: m[0][:1].upper() + m[0][1:].lower(), text)


@dataclass(slots=True)
class Naming:
    """How the names of tables and columns are made. ``own`` is an object of the project's own strategy."""

    evaluator: Evaluator
    snake: bool = False
    own: Thing | None = None

    def table(self, klass: str, given: str) -> str:
        """The table of a class."""
        return self._asked("tableName", [klass, given]) or given or snake_case(klass)

    def column(self, property: str, given: str, prefixes: Sequence[str]) -> str:
        """The column of a property; ``prefixes`` are those of the embedded objects around it."""
        asked = self._asked("columnName", [property, given, list(prefixes)])
        if asked:
            return asked
        if self.snake:
            return snake_case("_".join([*prefixes, ""])) + (given or snake_case(property))
        name = given or property
        return camel_case("_".join(prefixes)) + title_case(name) if prefixes else name

    def join(self, relation: str, referenced: str) -> str:
        """The foreign key's column."""
        made = f"{relation}_{referenced}"
        asked = self._asked("joinColumnName", [relation, referenced])
        return asked or (snake_case(made) if self.snake else camel_case(made))

    def join_table(self, first: str, second: str, property: str) -> str:
        """The table between two others."""
        asked = self._asked("joinTableName", [first, second, property, ""])
        return asked or snake_case(f"{first}_{property.replace('.', '_')}_{second}")

    def join_table_column(self, table: str, property: str, column: str, inverse: bool = False) -> str:
        """A column of a table between two others."""
        args: list[str | list[str]] = [table, property, column]
        asked = self._asked("joinTableInverseColumnName", args) if inverse else ""
        asked = asked or self._asked("joinTableColumnName", args)
        made = f"{table}_{column or property}"
        return asked or (snake_case(made) if self.snake else camel_case(made))

    def _asked(self, method: str, args: list[str | list[str]]) -> str:
        """What the project's own strategy answers; "" when it leaves it to TypeORM's, or cannot be followed."""
        function = self.evaluator.attribute(self.own, method) if self.own is not None else None
        if not isinstance(function, Callee):
            return ""
        given: list[Value] = [
            Items([Known(part) for part in item]) if isinstance(item, list) else Known(item or None) for item in args
        ]
        found: list[Value] = []
        self.evaluator.attempt(lambda: found.append(self.evaluator.invoke(function, given, {}, None)))
        text = text_of(found[0]) if found else None
        return text if text is not None and HOLE not in text else ""


def naming_in(evaluator: Evaluator) -> Naming:
    """The strategy that a project's data source is given."""
    for path, file in sorted(evaluator.project.files.items()):
        if file.role not in {"production", "script"} or not _SET.search(file.text):
            continue
        scope = evaluator.scope_of(path)
        module = evaluator.project.module(path)
        if scope is None or module is None or module.language != "javascript":
            continue
        for node in syntax.walk(module.tree.root_node):
            key = node.child_by_field_name("key") if node.type == "pair" else None
            if key is not None and module.text(key).strip("'\"") == "namingStrategy":
                found = _strategy(evaluator, evaluator.evaluate(module.field(node, "value"), scope))
                if found is not None:
                    return found
    return Naming(evaluator)


def _strategy(evaluator: Evaluator, value: Value) -> Naming | None:
    for item in options(value):
        if not isinstance(item, Thing):
            continue
        if item.kind is not None:
            snake = any("Snake" in name for name in item.kind.libraries())
            return Naming(evaluator, snake, item)
        if item.made_by is not None and "Snake" in item.made_by.name:
            return Naming(evaluator, True)
    return None


def _text(function: Callable[[str], str]) -> Callable[[Call], Value]:
    def rule(call: Call) -> Value:
        text = call.text(0)
        return Known(function(text)) if text is not None and HOLE not in text else Unknown()

    return rule


HANDLERS = {
    "typeorm/util/StringUtils.snakeCase": _text(snake_case),
    "typeorm/util/StringUtils.camelCase": _text(camel_case),
    "typeorm/util/StringUtils.titleCase": _text(title_case),
}
__all__ = ["HANDLERS", "Naming", "camel_case", "naming_in", "snake_case"]
