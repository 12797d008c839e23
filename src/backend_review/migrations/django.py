"""Django's migrations. https://docs.djangoproject.com/en/stable/ref/migration-operations/"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from backend_review.model import ddl
from backend_review.model.djangoapps import app_label
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.migrations import History, Migration, Operation, ordered
from backend_review.model.routes import Place
from backend_review.model.tables import Column, Index, Table
from backend_review.model.values import Callee, Items, Kind, Known, Library, Value, items_of, options, text_of
from backend_review.model.values import Table as Dict
from backend_review.stores._declarations import finish_keys, flag, made_by, short_name, written
from backend_review.stores._django_tables import FIELDS_TO_MANY, column_of_field, field_name, indexes_of_meta

_IS_ONE = re.compile(r"\bclass\s+Migration\b")
_USER_MODEL = re.compile(r"^\s*AUTH_USER_MODEL\b[^=\n]*=\s*[\"'](\w+)\.(\w+)[\"']", re.MULTILINE)
# Operations that change no table: options of models, managers, extensions of PostgreSQL.
_SAYS_NOTHING = re.compile(r"^(?:AlterModel\w*|AlterOrder\w*|AlterSorted\w*|\w*Extension|\w*Collation)$")
_CONCURRENT = {"AddIndexConcurrently", "RemoveIndexConcurrently"}


@dataclass(slots=True)
class _State:
    """The names that models have in the database, as the migrations of all apps go on."""

    tables: dict[tuple[str, str], str] = field(default_factory=dict)
    user: tuple[str, str] = ("auth", "user")  # what AUTH_USER_MODEL says
    # The column to the other side of the tables that many-to-many fields make, by the table's name.
    joins: dict[str, str] = field(default_factory=dict)

    def name(self, app: str, model: str) -> str:
        return self.tables.get((app, model.lower()), f"{app}_{model.lower()}")


def histories(evaluator: Evaluator) -> Iterator[History]:
    """One history of all apps: migrations of one app may need those of another."""
    found: list[tuple[str, Migration, Kind]] = []
    for path, file in sorted(evaluator.project.files.items()):
        if file.language != "python" or "/migrations/" not in f"/{path}" or not _IS_ONE.search(file.text):
            continue
        scope = evaluator.scope_of(path)
        kind = scope.names.get("Migration") if scope is not None else None
        if not isinstance(kind, Kind):
            continue
        app = app_label(path)
        name = f"{app}.{path.rpartition('/')[2].removesuffix('.py')}"
        migration = Migration(name, Place(path, kind.klass.line))
        parents = (items_of(item) for item in items_of(kind.attributes.get("dependencies")))
        migration.parents = tuple(
            f"{text_of(pair[0])}.{text_of(pair[1])}" for pair in parents if len(pair) == 2 and text_of(pair[0])
        )
        initial, atomic = kind.attributes.get("initial"), kind.attributes.get("atomic")
        migration.initial = (isinstance(initial, Known) and bool(initial.value)) or not migration.parents
        migration.transactional = not (isinstance(atomic, Known) and atomic.value is False)
        found.append((app, migration, kind))
    if not found:
        return
    kinds = {migration.name: (app, kind) for app, migration, kind in found}
    in_order, problems = ordered(_without_replaced(evaluator, found))
    state = _State(user=_user_model(evaluator))
    for migration in in_order:
        app, kind = kinds[migration.name]
        _Reader(evaluator, app, migration, state).read(kind)
    yield History("django", in_order[0].place, in_order, problems=problems)


def _user_model(evaluator: Evaluator) -> tuple[str, str]:
    """The app and model of AUTH_USER_MODEL, as the settings have it."""
    for file in evaluator.project.files.values():
        found = _USER_MODEL.search(file.text) if file.language == "python" and file.role == "production" else None
        if found is not None:
            return found.group(1), found.group(2).lower()
    return "auth", "user"


def _without_replaced(evaluator: Evaluator, found: list[tuple[str, Migration, Kind]]) -> list[Migration]:
    """Migrations that a squashed one replaces do not run where the squashed one does."""
    names = {migration.name for _, migration, _ in found}
    replaced: dict[str, str] = {}
    for _, migration, kind in found:
        for item in items_of(kind.attributes.get("replaces")):
            pair = items_of(item)
            if len(pair) == 2:
                replaced[f"{text_of(pair[0])}.{text_of(pair[1])}"] = migration.name
    kept = [migration for _, migration, _ in found if migration.name not in replaced]
    for migration in kept:
        mapped = (replaced.get(name, name) for name in migration.parents)
        migration.parents = tuple(name for name in dict.fromkeys(mapped) if name != migration.name and name in names)
    return kept


class _Reader:
    """Reads the operations of one migration."""

    def __init__(self, evaluator: Evaluator, app: str, migration: Migration, state: _State) -> None:
        self.evaluator, self.app, self.migration, self.state = evaluator, app, migration, state
        self.backwards: list[Operation] | None = []
        self.reasons: list[str] = []

    def read(self, kind: Kind) -> None:
        """Fill the migration."""
        value = kind.attributes.get("operations")
        if not isinstance(value, Items):
            self.migration.unknown.append((self.migration.place, "operations that are not a plain list"))
        for item in items_of(value):
            self._operation(item)
        self.migration.down = self.backwards
        self.migration.down_place = self.migration.down_place or self.migration.place

    def _operation(self, item: Value) -> None:
        call = made_by(item)
        if call is None:
            self.migration.unknown.append((self.migration.place, "an operation that is not known"))
            return
        rule = _RULES.get(short_name(item))
        if rule is not None:
            rule(self, call)
        elif not _SAYS_NOTHING.match(short_name(item)):
            self.migration.unknown.append((call.place, f"{short_name(item)} is not known"))

    def add(self, operation: Operation) -> None:
        """An operation that is done, and that Django itself knows how to undo."""
        self.migration.up.append(operation)

    def table(self, call: Call, name: str = "model_name", index: int = 0) -> str:
        """The table of the model that an operation names."""
        return self.state.name(self.app, text_of(call.arg(index, name)) or "?")

    def create_model(self, call: Call) -> None:
        model = text_of(call.arg(0, "name")) or "?"
        settings = call.arg(2, "options")
        entries = settings.entries if isinstance(settings, Dict) else {}
        if any(isinstance(entries.get(name), Known) and entries[name] == Known(True) for name in ("proxy",)):
            return
        own = text_of(entries.get("db_table"))
        name = own.replace('"', "").rpartition(".")[2] if own else f"{self.app}_{model.lower()}"
        self.state.tables[(self.app, model.lower())] = name
        table = Table(name, call.place, "django", model)
        for pair in items_of(call.arg(1, "fields")):
            parts = items_of(pair)
            if len(parts) == 2:
                self._add_field(table, text_of(parts[0]) or "?", parts[1])
        finish_keys(table)
        indexes_of_meta(table, lambda option: entries.get(option))
        self.add(Operation("create_table", name, call.place, definition=table))

    def _add_field(self, table: Table, name: str, value: Value) -> None:
        """A field into a table; a many-to-many field makes a table of its own."""
        call = made_by(value)
        if call is None:
            return
        if field_name(value) in FIELDS_TO_MANY:
            self._join_table(table.name, table.model, name, call)
            return
        column, index = column_of_field(name, call, field_name(value), call.place, self._target)
        table.columns[column.name] = column
        if index is not None:
            table.indexes.append(index)

    def _target(self, call: Call) -> str:
        """The table that a relation leads to."""
        text = text_of(call.arg(0, "to")) or ""
        if "USER_MODEL" in text or not text:
            return self.state.name(*self.state.user)
        app, _, model = text.rpartition(".")
        return self.state.name(app or self.app, model)

    def _join_table(self, owner: str, model: str, name: str, call: Call) -> None:
        if "through" in call.named:
            return
        made = Table(text_of(call.named.get("db_table")) or f"{owner}_{name}", call.place, "django")
        target = self._target_model(call)
        own = model.lower() or owner.removeprefix(f"{self.app}_")
        columns = (f"from_{own}_id", f"to_{own}_id") if own == target else (f"{own}_id", f"{target}_id")
        made.columns["id"] = Column("id", call.place, "bigint", nullable=False, primary=True)
        for column in columns:
            made.columns[column] = Column(column, call.place, "bigint", nullable=False)
            made.add_index([column], call.place)
        made.add_index(columns, call.place, unique=True)
        finish_keys(made)
        self.state.joins[made.name] = columns[1]
        self.add(Operation("create_table", made.name, call.place, definition=made))

    def _target_model(self, call: Call) -> str:
        text = text_of(call.arg(0, "to")) or ""
        return self.state.user[1] if "USER_MODEL" in text or not text else text.rpartition(".")[2].lower()

    def delete_model(self, call: Call) -> None:
        table = self.table(call, "name")
        self.add(Operation("drop_table", table, call.place, name=table))

    def rename_model(self, call: Call) -> None:
        old, new = text_of(call.arg(0, "old_name")) or "?", text_of(call.arg(1, "new_name")) or "?"
        before = self.state.name(self.app, old)
        after = f"{self.app}_{new.lower()}" if before == f"{self.app}_{old.lower()}" else before
        self.state.tables[(self.app, new.lower())] = after
        if before != after:
            self.add(Operation("rename_table", before, call.place, name=before, to=after))
            for joined in [name for name in self.state.joins if name.startswith(f"{before}_")]:
                renamed = f"{after}_{joined.removeprefix(f'{before}_')}"
                self.state.joins[renamed] = self.state.joins.pop(joined)
                self.add(Operation("rename_table", joined, call.place, name=joined, to=renamed))
                self.add(
                    Operation("rename_column", renamed, call.place, name=f"{old.lower()}_id", to=f"{new.lower()}_id")
                )

    def alter_table(self, call: Call) -> None:
        model = text_of(call.arg(0, "name")) or "?"
        before = self.state.name(self.app, model)
        after = text_of(call.arg(1, "table")) or f"{self.app}_{model.lower()}"
        self.state.tables[(self.app, model.lower())] = after
        if before != after:
            self.add(Operation("rename_table", before, call.place, name=before, to=after))

    def add_field(self, call: Call) -> None:
        table, name = self.table(call), text_of(call.arg(1, "name")) or "?"
        value = call.arg(2, "field")
        inner = made_by(value)
        if inner is None:
            return
        if field_name(value) in FIELDS_TO_MANY:
            self._join_table(table, text_of(call.arg(0, "model_name")) or "", name, inner)
            return
        column, index = column_of_field(name, inner, field_name(value), call.place, self._target)
        if column.default is None and not column.nullable and column.type == "text" and flag(inner, "blank"):
            column.default = "''"  # what Django gives the rows that are there
        self.add(Operation("add_column", table, call.place, column=column, index=index))

    def remove_field(self, call: Call) -> None:
        table, name = self.table(call), text_of(call.arg(1, "name")) or "?"
        if self.state.joins.pop(f"{table}_{name}", None) is not None:
            self.add(Operation("drop_table", f"{table}_{name}", call.place, name=f"{table}_{name}"))
            return
        self.add(Operation("drop_column", table, call.place, name=name))

    def rename_field(self, call: Call) -> None:
        old, new = text_of(call.arg(1, "old_name")) or "?", text_of(call.arg(2, "new_name")) or "?"
        self.add(Operation("rename_column", self.table(call), call.place, name=old, to=new))

    def alter_field(self, call: Call) -> None:
        name = text_of(call.arg(1, "name")) or "?"
        value = call.arg(2, "field")
        inner = made_by(value)
        if inner is None:
            return
        if field_name(value) in FIELDS_TO_MANY:
            self._lead_elsewhere(f"{self.table(call)}_{name}", inner)
            return
        column, index = column_of_field(name, inner, field_name(value), call.place, self._target)
        changes = frozenset({"type", "index", "null" if column.nullable else "not_null"})
        self.add(Operation("alter_column", self.table(call), call.place, column=column, changes=changes, index=index))

    def _lead_elsewhere(self, joined: str, call: Call) -> None:
        """A many-to-many field that leads to another model now: its table has another column."""
        old, new = self.state.joins.get(joined, ""), f"{self._target_model(call)}_id"
        if old and old != new and not old.startswith("to_"):
            self.state.joins[joined] = new
            self.add(Operation("rename_column", joined, call.place, name=old, to=new))

    def add_index(self, call: Call) -> None:
        model_table = self.table(call)
        inner = made_by(call.arg(1, "index"))
        if inner is not None:
            columns = tuple(text.lstrip("-") for item in items_of(inner.named.get("fields")) if (text := text_of(item)))
            index = Index(columns or ("(…)",), call.place, name=text_of(inner.named.get("name")) or "",
                          where=written(inner, "condition") or "")  # fmt: skip
            concurrently = call.name.rpartition(".")[2] in _CONCURRENT
            self.add(Operation("add_index", model_table, call.place, index=index, concurrently=concurrently))

    def remove_index(self, call: Call) -> None:
        name = text_of(call.arg(1, "name")) or "?"
        concurrently = call.name.rpartition(".")[2] in _CONCURRENT
        self.add(Operation("drop_index", self.table(call), call.place, name=name, concurrently=concurrently))

    def rename_index(self, call: Call) -> None:
        """Another name; of what ``index_together`` made, by its fields, the first that is its own."""
        old = text_of(call.arg(2, "old_name")) or ""
        fields = tuple(text for item in items_of(call.arg(3, "old_fields")) if (text := text_of(item)))
        new = text_of(call.arg(1, "new_name")) or "?"
        name = old or "{index_together}"
        self.add(Operation("rename_index", self.table(call), call.place, name=name, to=new, columns=fields))

    def add_constraint(self, call: Call) -> None:
        value = call.arg(1, "constraint")
        inner = made_by(value)
        if inner is None:
            return
        name = text_of(inner.named.get("name")) or ""
        made = Operation("add_constraint", self.table(call), call.place, name=name)
        made.validated = not call.name.endswith("NotValid")
        made.constraint = {"UniqueConstraint": "unique", "CheckConstraint": "check"}.get(short_name(value), "exclude")
        if made.constraint == "unique":
            columns = tuple(text for item in items_of(inner.named.get("fields")) if (text := text_of(item)))
            made.index = Index(columns or ("(…)",), call.place, True, name, written(inner, "condition") or "")
        elif made.constraint == "check":
            made.text = written(inner, "condition") or written(inner, "check") or ""
        self.add(made)

    def validate_constraint(self, call: Call) -> None:
        text = f"VALIDATE CONSTRAINT {text_of(call.arg(1, 'name')) or '?'}"
        self.add(Operation("sql", self.table(call), call.place, text=text))

    def remove_constraint(self, call: Call) -> None:
        name = text_of(call.arg(1, "name")) or "?"
        self.add(Operation("drop_constraint", self.table(call), call.place, name=name))

    def together(self, unique: bool) -> Callable[[Call], None]:
        def rule(call: Call) -> None:
            table = self.table(call, "name")
            option = "unique_together" if unique else "index_together"
            groups = items_of(call.arg(1, option))
            if groups and text_of(groups[0]) is not None:
                groups = [Items(groups)]
            self.add(Operation("drop_constraint", table, call.place, name=f"{{{option}}}"))
            for group in groups:
                columns = tuple(text for item in items_of(group) if (text := text_of(item)))
                if not columns:
                    continue
                index = Index(columns, call.place, unique, f"{{{option}}}")
                kind = "add_constraint" if unique else "add_index"
                self.add(Operation(kind, table, call.place, index=index, constraint="unique" if unique else ""))

        return rule

    def run_sql(self, call: Call) -> None:
        text = text_of(call.arg(0, "sql"))
        for operation in ddl.operations(text, call.place.path) if text else ():
            operation.place = call.place
            self.add(operation)
        if text is None:
            self.add(Operation("sql", "", call.place))
        self._undone_by(call, "reverse_sql", "sql")

    def run_python(self, call: Call) -> None:
        self.add(Operation("code", "", call.place, name=_name(call.arg(0, "code"))))
        self._undone_by(call, "reverse_code", "code")

    def _undone_by(self, call: Call, name: str, kind: str) -> None:
        value = call.arg(1, name)
        if value is None or (isinstance(value, Known) and value.value is None):
            if self.backwards is not None:
                self.migration.down_place = call.place
            self.backwards = None
        elif self.backwards is not None:
            self.backwards.append(Operation(kind, "", call.place, name=_name(value), text=text_of(value) or ""))

    def separate(self, call: Call) -> None:
        for item in items_of(call.arg(0, "database_operations")):
            self._operation(item)


def _name(value: Value | None) -> str:
    for item in options(value) if value is not None else ():
        if isinstance(item, Callee):
            return item.function.name
        if isinstance(item, Library):
            return item.name.rpartition(".")[2]
    return ""


_RULES: dict[str, Callable[[_Reader, Call], None]] = {
    "CreateModel": _Reader.create_model,
    "DeleteModel": _Reader.delete_model,
    "RenameModel": _Reader.rename_model,
    "AlterModelTable": _Reader.alter_table,
    "AddField": _Reader.add_field,
    "RemoveField": _Reader.remove_field,
    "RenameField": _Reader.rename_field,
    "AlterField": _Reader.alter_field,
    **dict.fromkeys(("AddIndex", "AddIndexConcurrently"), _Reader.add_index),
    **dict.fromkeys(("RemoveIndex", "RemoveIndexConcurrently"), _Reader.remove_index),
    "RenameIndex": _Reader.rename_index,
    **dict.fromkeys(("AddConstraint", "AddConstraintNotValid"), _Reader.add_constraint),
    "ValidateConstraint": _Reader.validate_constraint,
    "RemoveConstraint": _Reader.remove_constraint,
    "AlterUniqueTogether": lambda reader, call: reader.together(True)(call),
    "AlterIndexTogether": lambda reader, call: reader.together(False)(call),
    "RunSQL": _Reader.run_sql,
    "RunPython": _Reader.run_python,
    "SeparateDatabaseAndState": _Reader.separate,
}
