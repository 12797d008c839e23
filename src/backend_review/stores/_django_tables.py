"""The tables of Django's models. https://docs.djangoproject.com/en/stable/ref/models/fields/"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from backend_review.model.djangoapps import app_label
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import Place
from backend_review.model.tables import Column, Index, Reference, Relation, Table
from backend_review.model.values import Items, Kind, Known, Library, Thing, Value, items_of, options, text_of
from backend_review.stores._declarations import (
    class_member,
    finish_keys,
    flag,
    made_by,
    number,
    place_in,
    place_of_class,
    short_name,
    written,
)

_MODELS = re.compile(r"^django\.(?:contrib\.gis\.)?db\.models\.(?:base\.)?Model$")
_TYPES = {
    **dict.fromkeys(("AutoField", "IntegerField", "PositiveIntegerField"), "integer"),
    **dict.fromkeys(("BigAutoField", "BigIntegerField", "PositiveBigIntegerField"), "bigint"),
    **dict.fromkeys(("SmallAutoField", "SmallIntegerField", "PositiveSmallIntegerField"), "smallint"),
    **dict.fromkeys(("CharField", "TextField", "EmailField", "URLField", "SlugField", "FileField", "ImageField",
                     "FilePathField", "GenericIPAddressField", "IPAddressField", "CICharField", "CIEmailField",
                     "CITextField", "CommaSeparatedIntegerField", "RichTextField", "CountryField"), "text"),
    "FloatField": "float",
    **dict.fromkeys(("DecimalField", "MoneyField"), "decimal"),
    **dict.fromkeys(("BooleanField", "NullBooleanField"), "boolean"),
    "DateField": "date", "TimeField": "time", "DateTimeField": "timestamptz", "DurationField": "interval",
    "UUIDField": "uuid", "JSONField": "json", "HStoreField": "json", "BinaryField": "bytes", "ArrayField": "array",
    "AutoCreatedField": "timestamptz", "AutoLastModifiedField": "timestamptz",
}  # fmt: skip
_LENGTHS = {"EmailField": 254, "URLField": 200, "SlugField": 50, "FileField": 100, "ImageField": 100}
_TO_ONE = {"ForeignKey", "OneToOneField", "ParentalKey", "TreeForeignKey", "TreeOneToOneField"}
FIELDS_TO_MANY = {"ManyToManyField", "ParentalManyToManyField", "TreeManyToManyField", "SortedManyToManyField"}
_NO_COLUMNS = {
    "GenericForeignKey",
    "GenericRelation",
    "TaggableManager",
    "ImageSpecField",
    "FieldTracker",
    "CompositeField",
}
_ON_DELETE = {"CASCADE", "PROTECT", "RESTRICT", "SET_NULL", "SET_DEFAULT", "SET", "DO_NOTHING"}
_BASE_USER = (("password", "text", False), ("last_login", "timestamptz", True))
_PERMISSIONS = (("is_superuser", "boolean", False),)
_USER = (
    ("username", "text", False), ("first_name", "text", False), ("last_name", "text", False), ("email", "text", False),
    ("is_staff", "boolean", False), ("is_active", "boolean", False), ("date_joined", "timestamptz", False),
)  # fmt: skip
# The columns that bases of libraries bring along.
_BROUGHT = {
    "AbstractUser": (*_BASE_USER, *_PERMISSIONS, *_USER),
    "AbstractBaseUser": _BASE_USER,
    "PermissionsMixin": _PERMISSIONS,
    "AbstractBaseSession": (("session_key", "text", False), ("session_data", "text", False),
                            ("expire_date", "timestamptz", False)),
    "TimeStampedModel": (("created", "timestamptz", False), ("modified", "timestamptz", False)),
    "TimeFramedModel": (("start", "timestamptz", True), ("end", "timestamptz", True)),
    "OrderedModel": (("order", "integer", False),),
    "MP_Node": (("path", "text", False), ("depth", "integer", False), ("numchild", "integer", False)),
    "SoftDeleteModel": (("deleted_at", "timestamptz", True), ("restored_at", "timestamptz", True),
                        ("transaction_id", "uuid", True)),
    "MPTTModel": (("lft", "integer", False), ("rght", "integer", False), ("tree_id", "integer", False),
                  ("level", "integer", False)),
}  # fmt: skip
_MODEL_BASES = {"AbstractUser", "AbstractBaseUser", "TimeStampedModel", "MPTTModel", "PolymorphicModel", "TreeNode",
                "MP_Node", "NS_Node", "AL_Node", "SafeDeleteModel", "SoftDeletableModel", "UUIDModel",
                "TranslatableModel", "OrderedModel", "TimeFramedModel", "ClusterableModel", "Page", "AbstractBaseSession"}  # fmt: skip


def tables(evaluator: Evaluator) -> Iterator[Table]:
    """The tables of all concrete models, and those that many-to-many fields make."""
    kinds = [kind for kind in evaluator.kinds.values() if _is_model(kind)]
    made: dict[int, Table] = {}
    for kind in kinds:
        if not _meta_flag(kind, "abstract") and not _meta_flag(kind, "proxy"):
            made[id(kind)] = Table(_table_name(kind), place_of_class(kind), "django", kind.klass.name)
    # Django compares the names of models without case.
    by_model = {kind.klass.name.lower(): (kind, made[id(kind)]) for kind in kinds if id(kind) in made}
    joins: list[Table] = []
    for kind in kinds:
        if id(kind) in made:
            joins += _Reader(evaluator, kind, made, by_model).read()
    yield from made.values()
    yield from joins


def _is_model(kind: Kind) -> bool:
    names = [name for name in kind.libraries() if not name.startswith(("pydantic", "sqlmodel", "rest_framework"))]
    if any(_MODELS.search(name) or name.rpartition(".")[2] in _MODEL_BASES for name in names):
        return True
    # Some library's own base class: told by the fields that only models have. Django's own others are none (Aggregate).
    if any(name.startswith("django.db.") for name in names):
        return False
    calls = (made_by(value) for value in kind.attributes.values())
    fields = (call is not None and call.name.startswith("django.db.models.") for call in calls)
    return bool(names) and not all(name.startswith("builtins.") for name in names) and any(fields)


def _meta(kind: Kind) -> Kind | None:
    for item in options(kind.attributes["Meta"]) if "Meta" in kind.attributes else ():
        if isinstance(item, Kind):
            return item
    return None


def _meta_flag(kind: Kind, name: str) -> bool:
    """What a model's own Meta says (``abstract`` is not inherited)."""
    meta = _meta(kind)
    value = meta.attributes.get(name) if meta is not None else None
    return isinstance(value, Known) and bool(value.value)


def _meta_value(evaluator: Evaluator, kind: Kind, name: str) -> Value | None:
    """What Meta says, also one that is inherited from an abstract base's."""
    for level in kind.lineage():
        meta = _meta(level)
        if meta is not None and (level is kind or _meta_flag(level, "abstract")):
            found = class_member(evaluator, meta, name)
            if found is not None:
                return found
    return None


def _table_name(kind: Kind) -> str:
    meta = _meta(kind)
    own = text_of(meta.attributes.get("db_table")) if meta is not None else None
    if own:
        return own.replace('"', "").rpartition(".")[2]
    label = text_of(meta.attributes.get("app_label")) if meta is not None else None
    return f"{label or app_label(kind.scope.module.path)}_{kind.klass.name.lower()}"


class _Reader:
    """Reads the fields of one model into its table."""

    def __init__(
        self, evaluator: Evaluator, kind: Kind, made: dict[int, Table], by_model: dict[str, tuple[Kind, Table]]
    ) -> None:
        self.evaluator, self.kind, self.made, self.by_model = evaluator, kind, made, by_model
        self.table = made[id(kind)]
        self.joins: list[Table] = []

    def read(self) -> list[Table]:
        """Fill the table; the tables that its many-to-many fields make."""
        parents = [base for base in list(self.kind.lineage())[1:] if id(base) in self.made]
        inherited = {id(level) for parent in parents for level in parent.lineage()}
        levels = [level for level in self.kind.lineage() if id(level) not in inherited]
        for level in reversed(levels):
            for base in level.bases:
                if isinstance(base, Library):
                    self._brought(base.name.rpartition(".")[2])
            for name in {**level.klass.fields, **level.attributes}:
                self._field(level, name)
        for parent in parents[:1]:
            self._parent_link(parent.klass.name, self.made[id(parent)].name)
        if not parents and "Page" in {name.rpartition(".")[2] for name in self.kind.libraries()}:
            self._parent_link("Page", "wagtailcore_page")
        if not self.table.key:
            place = self.table.place
            key = Column("id", place, "bigint", "BigAutoField", "id", nullable=False, default="identity", primary=True)
            self.table.columns = {"id": key, **self.table.columns}
        finish_keys(self.table)
        indexes_of_meta(self.table, lambda option: _meta_value(self.evaluator, self.kind, option))
        return self.joins

    def _brought(self, base: str) -> None:
        for name, type, nullable in _BROUGHT.get(base, ()):
            self.table.columns[name] = Column(name, self.table.place, type, attribute=name, nullable=nullable)
        if base == "AbstractUser":
            self.table.add_index(["username"], self.table.place, unique=True)
        if base in {"AbstractUser", "PermissionsMixin"}:
            for field, model, table in (("groups", "Group", "group"), ("user_permissions", "Permission", "permission")):
                self._join(f"{self.table.name}_{field}", model, f"auth_{table}", self.table.place)
        if base == "AbstractBaseSession":
            self.table.columns["session_key"].primary = True
            self.table.add_index(["expire_date"], self.table.place)
        if base == "MP_Node":
            self.table.add_index(["path"], self.table.place, unique=True)
        if base == "OrderedModel":
            self.table.add_index(["order"], self.table.place)

    def _parent_link(self, model: str, table: str) -> None:
        """Multi-table inheritance: the key is also the reference to the parent's row."""
        if any(column.primary for column in self.table.columns.values()):
            return
        name = f"{model.lower()}_ptr"
        column = Column(f"{name}_id", self.table.place, "bigint", "OneToOneField", name, nullable=False, primary=True)
        column.references = Reference(table, "id", "CASCADE")
        self.table.columns = {column.name: column, **self.table.columns}

    def _field(self, level: Kind, name: str) -> None:
        value, held = level.attributes.get(name), level.klass.fields.get(name)
        if name in level.klass.methods or name.startswith("__"):
            return
        call = made_by(value)
        kind_of_field = field_name(value)
        if call is None or not kind_of_field or kind_of_field in _NO_COLUMNS:
            if isinstance(value, Known) and value.value is None and name in self.table.columns:
                del self.table.columns[name]  # a base's field is taken away
            return
        place = place_in(level.scope.module, held.node) if held is not None else self.table.place
        if is_to_one(kind_of_field):
            self._to_one(name, call, kind_of_field, place)
        elif kind_of_field in FIELDS_TO_MANY or kind_of_field.endswith("ManyToManyField"):
            self._to_many(name, call, place)
        elif kind_of_field in _TYPES or kind_of_field.endswith("Field"):
            self._plain(name, call, kind_of_field, place)

    def _plain(self, name: str, call: Call, field: str, place: Place) -> None:
        self._put(*column_of_field(name, call, field, place, lambda _: ""))

    def _put(self, column: Column, index: Index | None) -> None:
        self.table.columns.pop(column.name, None)
        self.table.columns[column.name] = column
        if index is not None:
            self.table.add_index(index.columns, index.place, unique=index.unique)

    def _target(self, call: Call) -> tuple[str, str]:
        """(model, table) that a relation leads to."""
        value = call.arg(0, "to")
        for item in options(value) if value is not None else ():
            if isinstance(item, Kind):
                found = self.made.get(id(item))
                return item.klass.name, found.name if found is not None else item.klass.name.lower()
            if isinstance(item, Library) and ".models." in item.name:  # django.contrib.auth.models.User
                app, _, model = item.name.rpartition(".models.")
                return model.rpartition(".")[2], f"{app.rpartition('.')[2]}_{model.rpartition('.')[2].lower()}"
        text = text_of(value) or ""
        if text == "self":
            return self.kind.klass.name, self.table.name
        name = text.rpartition(".")[2]
        if "USER_MODEL" in text or (not name and "USER_MODEL" in self._written_target(call)):
            return self._user_model()
        if not name and isinstance(value, Thing) and short_name(value) == "get_user_model":
            return self._user_model()
        known = self.by_model.get(name.lower())
        return name, known[1].name if known is not None else text.replace(".", "_").lower()

    def _written_target(self, call: Call) -> str:
        expr = call.expr.named.get("to") or (call.expr.args[0] if call.expr.args else None)
        return call.scope.module.text(expr.node) if expr is not None else ""

    def _user_model(self) -> tuple[str, str]:
        for kind, table in self.by_model.values():
            if any(base.rpartition(".")[2] in {"AbstractUser", "AbstractBaseUser"} for base in kind.libraries()):
                return table.model, table.name
        return "User", "auth_user"

    def _to_one(self, name: str, call: Call, field: str, place: Place) -> None:
        model, target = self._target(call)
        column, index = column_of_field(name, call, field, place, lambda _: target)
        other = self.by_model.get(model.lower())
        if other is not None:
            key = next((item for item in other[1].columns.values() if item.primary), None)
            column.type = key.type if key is not None else "bigint"
        self._put(column, index)
        one = "OneToOne" in field or bool(flag(call, "unique"))
        back = text_of(call.named.get("related_name")) or self.kind.klass.name.lower() + ("" if one else "_set")
        self.table.relations[name] = Relation(name, model, place, False, "lazy", (column.name,), back)
        self._backward(model, back, not one, place, (column.name,), name)

    def _to_many(self, name: str, call: Call, place: Place) -> None:
        model, target = self._target(call)
        back = text_of(call.named.get("related_name")) or f"{self.kind.klass.name.lower()}_set"
        self.table.relations[name] = Relation(name, model, place, True, "lazy", (), back)
        self._backward(model, back, True, place, (), name)
        if "through" in call.named:
            return
        self._join(text_of(call.named.get("db_table")) or f"{self.table.name}_{name}", model, target, place)

    def _join(self, name: str, model: str, target: str, place: Place) -> None:
        """The table that a many-to-many field makes."""
        own, other = self.kind.klass.name.lower(), model.lower()
        columns = (f"from_{own}_id", f"to_{other}_id") if own == other else (f"{own}_id", f"{other}_id")
        joined = Table(name, place, "django")
        joined.columns["id"] = Column("id", place, "bigint", "BigAutoField", "id", nullable=False, primary=True)
        for column, table in zip(columns, (self.table.name, target), strict=True):
            joined.columns[column] = Column(column, place, "bigint", "ForeignKey", column, nullable=False,
                                            references=Reference(table, "id", "CASCADE"))  # fmt: skip
            joined.add_index([column], place)
        joined.add_index(columns, place, unique=True)
        finish_keys(joined)
        self.joins.append(joined)

    def _backward(self, model: str, back: str, many: bool, place: Place, columns: tuple[str, ...], name: str) -> None:
        other = self.by_model.get(model.lower())
        if other is not None and not back.endswith("+"):
            back = back.replace("%(class)s", self.kind.klass.name.lower())
            found = Relation(back, self.kind.klass.name, place, many, "lazy", columns, name)
            other[1].relations.setdefault(back, found)


def is_to_one(field: str) -> bool:
    """Whether a field refers to one row of another table, by the name of its class or of the library's it derives from."""
    return field in _TO_ONE or field.endswith(("ForeignKey", "OneToOneField"))


def column_of_field(
    name: str, call: Call, field: str, place: Place, target: Callable[[Call], str]
) -> tuple[Column, Index | None]:
    """The column of a field, and the index that it has by itself; ``target`` tells the table of a relation."""
    to_one = is_to_one(field)
    column = Column(f"{name}_id" if to_one else name, place, _TYPES.get(field, ""), field, name)
    column.name = text_of(call.named.get("db_column")) or column.name
    column.primary = bool(flag(call, "primary_key"))
    column.nullable = (bool(flag(call, "null")) or field == "NullBooleanField") and not column.primary
    column.length = number(call.named.get("max_length")) or _LENGTHS.get(field)
    column.default = written(call, "db_default") or written(call, "default")
    if flag(call, "auto_now_add") or flag(call, "auto_now"):
        column.default = "now()"
    if field == "GeneratedField":
        column.default = "generated"  # the database fills it, for the rows that are there too
    unique = bool(flag(call, "unique")) or "OneToOne" in field
    indexed = flag(call, "db_index")
    if to_one:
        delete = call.arg(1, "on_delete")
        on_delete = short_name(delete).upper() if delete is not None else ""
        on_delete = on_delete if on_delete in _ON_DELETE else "SET" if on_delete else ""
        key = text_of(call.named.get("to_field")) or "id"
        column.references = Reference(target(call), key, on_delete.replace("_", " "))
    if column.primary:
        return column, None
    if unique or indexed or (indexed is None and (to_one or field == "SlugField")):
        return column, Index((column.name,), place, unique)
    return column, None


def indexes_of_meta(table: Table, option: Callable[[str], Value | None]) -> None:
    """``unique_together``, ``index_together``, ``indexes`` and ``constraints``; ``option`` gives what Meta says.

    What Django names itself has the option as its name: ``{unique_together}``.
    """
    for name, unique in (("unique_together", True), ("index_together", False)):
        groups = items_of(option(name))
        if groups and text_of(groups[0]) is not None:
            groups = [Items(groups)]
        for group in groups:
            table.add_index(_columns(table, group), table.place, unique=unique, name=f"{{{name}}}")
    for item in items_of(option("indexes")):
        call = made_by(item)
        if call is not None:
            expressions = [text for value in call.args if (text := text_of(value))]
            table.add_index(
                _columns(table, call.named.get("fields")) or _named(table, expressions) or ["(…)"],
                call.place,
                name=text_of(call.named.get("name")) or "",
                where=written(call, "condition") or "",
                method=_METHODS.get(short_name(item), ""),
            )
    for item in items_of(option("constraints")):
        call = made_by(item)
        if call is not None and short_name(item) == "UniqueConstraint":
            columns = _columns(table, call.named.get("fields")) or ["(…)"]
            name, where = text_of(call.named.get("name")) or "", written(call, "condition") or ""
            table.add_index(columns, call.place, unique=True, name=name, where=where)


_METHODS = {"GinIndex": "gin", "GistIndex": "gist", "BrinIndex": "brin", "HashIndex": "hash"}


def _columns(table: Table, value: Value | None) -> list[str]:
    return _named(table, [text for item in items_of(value) if (text := text_of(item))])


def _named(table: Table, names: list[str]) -> list[str]:
    found = (table.column(name.lstrip("-")) or name.lstrip("-") for name in names)
    return [item.name if isinstance(item, Column) else item for item in found]


def field_name(value: Value | None) -> str:
    """The name of the field class that made a value; for the project's own the library class it derives from."""
    for item in options(value) if value is not None else ():
        if isinstance(item, Thing) and item.kind is not None:
            names = [name.rpartition(".")[2] for name in item.kind.libraries()]
            return next((name for name in names if name in _TYPES or is_to_one(name) or name.endswith("Field")), "")
    return short_name(value)
