"""Whether an expiry is put into a payload or into options: decided by how the object is made."""

from __future__ import annotations

import re

from backend_review.index.expressions import Code, Definition, Expr, Scope, key_text, last_name

NO, PARAMETER, UNKNOWN, YES = range(4)
_PERSON = re.compile(
    r"(?i)^(?:\w*\.)?_?(?:\w*(?:user|account|member|admin|customer|profile|person|employee|student|doctor|"
    r"patient))(?:obj|data|info|doc|record|json)?$"
)
_PLAIN = {
    "toJSON",
    "toObject",
    "to_dict",
    "dict",
    "model_dump",
    "asdict",
    "to_json",
    "serialize",
    "as_dict",
    "lean",
    "get",
    "_asdict",
}
_COPY = {
    "copy", "deepcopy", "dict", "stringify", "dumps", "freeze", "cloneDeep", "clone", "jsonable_encoder",
    "structuredClone", "json_encode", "parse", "loads", "Marshal", "pick", "omit", "jsonify", "dumps_json", "seal",
}  # fmt: skip
_READERS = re.compile(
    r"(?i)log|print|debug|info|warn|trace|inspect|assert|validate|^next$|^resolve$|^json$|^send$|^callback$|^cb$|^done$"
)
_EMPTY = re.compile(r"^(?:None|null|undefined|nil|False|false|0|'')$")


class Entries:
    """Whether an entry of some names is ever put into an object: decided by how the object is made in this file."""

    def __init__(
        self, code: Code, names: set[str], hint: re.Pattern[str], own: re.Pattern[str] = re.compile(r"(?!)")
    ) -> None:
        """``names`` are the keys; ``hint`` recognises names of constants and functions that stand for them.

        ``own`` recognises keys that a program may use in their place, in a way that cannot be seen here.
        """
        self.own = own
        self.code = code
        self.names = names
        self.hint = hint
        self.guessed = False
        self._active: set[int] = set()

    def of(self, expr: Expr | None, depth: int = 0) -> int:
        """NO, YES, UNKNOWN, or PARAMETER: it comes in from callers that this file does not show."""
        if expr is None:
            return NO
        if depth > 12 or expr.node.id in self._active:
            return NO if expr.node.id in self._active else UNKNOWN
        self._active.add(expr.node.id)
        try:
            return self._of(expr, depth)
        finally:
            self._active.discard(expr.node.id)

    def _of(self, expr: Expr, depth: int) -> int:
        kind = expr.kind
        if kind == "dict":
            return self._literal(expr, depth)
        if kind == "name":
            return self._name(expr, depth)
        if kind == "call":
            return self._call(expr, depth)
        if kind in {"choice", "binary"}:
            return max((self.of(item, depth + 1) for item in expr.args if item.kind != "other"), default=UNKNOWN)
        if kind in {"text", "template", "number", "constant", "func", "list"}:
            return NO
        if kind in {"attr", "index"}:
            values = [value for value in self.code.values(expr) if value is not expr]
            if values:
                found = max(self.of(value, depth + 1) for value in values)
                return found if found != NO else self._stored(self.code.text(expr.node), expr, depth)
            if kind == "attr" and (
                _PERSON.match(expr.name)
                or expr.name in {"id", "_id", "email", "username", "uuid", "_doc", "dataValues"}
            ):
                self.guessed = True
                return NO
        return UNKNOWN

    def key(self, key: Expr | None, owner: str = "") -> int:
        """Whether a key is the entry's."""
        if key is None:
            return NO
        if key.kind == "text":
            if str(key.value) in self.names:
                return YES
            return UNKNOWN if self.own.fullmatch(str(key.value)) else NO
        text = self.code.text(key.node)
        if key.kind in {"name", "attr"}:
            if self.hint.search(text):
                return YES
            if owner and "map" not in owner.lower():
                return YES if self._field_tag(owner, text) else NO  # a field name of a Go struct
            values = [value for value in self.code.values(key) if value is not key]
            if values and all(value.kind == "text" for value in values):
                return YES if any(value.value in self.names for value in values) else NO
        return UNKNOWN

    def _field_tag(self, owner: str, name: str) -> bool:
        scope = self.code.classes.get(owner.lstrip("&*"))
        return scope is not None and re.search(r'json:"exp[,"]', scope.fields.get(name, ("", ""))[1]) is not None

    def _literal(self, expr: Expr, depth: int) -> int:
        found = NO
        for key, value in expr.entries:
            if key is None:
                found = max(found, self._spread(value, depth))
                continue
            verdict = self.key(key, expr.name)
            if verdict == YES and self._is_empty(value):
                verdict = NO
            nested = key_text(key) or ""
            if verdict == NO and (
                (value.kind == "dict" and expr.name) or re.search(r"(?:Registered|Standard)Claims$|^Claims$", nested)
            ):
                verdict = max(verdict, self.of(value, depth + 1))  # a struct embedded in a struct
            if verdict == UNKNOWN and nested in {"RegisteredClaims", "StandardClaims"}:
                verdict = UNKNOWN
            found = max(found, verdict)
        return found

    def _spread(self, value: Expr, depth: int) -> int:
        if value.kind == "choice" and value.name == "and":
            value = value.args[0]
        verdict = self.of(value, depth + 1)
        return UNKNOWN if verdict == PARAMETER else verdict

    def _is_empty(self, value: Expr) -> bool:
        return _EMPTY.match(self.code.text(value.node)) is not None

    def _stored(self, name: str, expr: Expr, depth: int) -> int:
        """What is put into a named object after it was made."""
        found = NO
        for store in self.code.stores(name, expr.node):
            if store.key is None:
                found = max(found, self.of(store.value, depth + 1))
            elif store.value is not None and self._is_empty(store.value):
                continue
            else:
                found = max(found, self.key(store.key))
                if store.key.kind == "text" and re.search(r"Claims$", str(store.key.value)):
                    found = max(found, self.of(store.value, depth + 1))
        scope: Scope | None = self.code.scope_of(expr.node)
        for call in scope.statement_calls if scope is not None else ():
            for position, item in enumerate(call.args):
                if (
                    item.kind == "name"
                    and item.name == name
                    and not call.node.start_byte <= expr.node.start_byte < call.node.end_byte
                ):
                    found = max(found, self._passed(call, position, depth))
        return found

    def _passed(self, call: Expr, position: int, depth: int) -> int:
        word = last_name(call.target)
        if self.hint.search(word):
            return YES
        if word in {"assign", "merge", "extend", "update"} or _READERS.search(word):
            return NO
        functions = self.code.functions_called(call)
        if not functions:
            return UNKNOWN
        found = NO
        for scope in functions:
            if self.code.language == "python" and scope.parameter_names[:1] in (["self"], ["cls"]):
                position += 1
            if position < len(scope.parameter_names):
                name = scope.parameter_names[position]
                for store in scope.stores:
                    if store.base == name:
                        found = max(
                            found,
                            self.of(store.value, depth + 1) if store.key is None else self.key(store.key),
                        )
        return found

    def _name(self, expr: Expr, depth: int) -> int:
        definitions = self.code.definitions(expr.name, expr.node)
        stored = self._stored(expr.name, expr, depth)
        if stored == YES:
            return YES
        if not definitions:
            return UNKNOWN
        found = NO
        for item in definitions:
            if item.kind == "value" and item.expr is not None:
                if item.path:
                    values = list(self.code.members(item.expr, item.path))
                    found = max(found, max((self.of(value, depth + 1) for value in values), default=UNKNOWN))
                elif item.position:
                    values = list(self.code.returned(item.expr, item.position))
                    found = max(found, max((self.of(value, depth + 1) for value in values), default=UNKNOWN))
                else:
                    found = max(found, self.of(item.expr, depth + 1))
            elif item.kind == "parameter" and not item.path:
                found = max(found, self._parameter(expr, item, depth))
            elif (item.kind == "unknown" and re.search(r"(?:Registered|Standard|Map)Claims$", item.annotation)) or (
                item.kind == "unknown" and item.annotation in self.code.classes
            ):
                continue
            else:
                found = UNKNOWN
        return max(found, stored)

    def _parameter(self, expr: Expr, item: Definition, depth: int) -> int:
        scope = self.code.holder_of(expr.name, expr.node)
        passed = self.code.arguments_for(scope, item) if scope is not None else []
        if passed:
            verdicts = [self.of(value, depth + 1) for value in passed]
            return NO if NO in verdicts else max(verdicts)
        annotation = item.annotation
        if _PERSON.match(expr.name) and not re.search(r"(?i)payload|claims|token", annotation):
            self.guessed = True
            return NO
        return PARAMETER

    def _call(self, expr: Expr, depth: int) -> int:
        word = last_name(expr.target)
        receiver = expr.target.target if expr.target is not None and expr.target.kind == "attr" else None
        found = NO
        for name, value in expr.named.items():
            if name in self.names and not self._is_empty(value):
                return YES
        functions = self.code.functions_called(expr)
        if functions and not self.code.constructed(expr):
            returned = [values[0] for scope in functions for values in scope.returns if values]
            return max((self.of(value, depth + 1) for value in returned), default=UNKNOWN)
        owner = self.code.constructed(expr)
        if owner is not None:
            return self._constructed(owner, expr, depth)
        if word == "assign" or word in {"merge", "extend", "fromEntries", "MapClaims"}:
            return max((self.of(value, depth + 1) for value in expr.args), default=NO)
        if word in _COPY or word in _PLAIN:
            inner = expr.args[0] if expr.args and not (word in _PLAIN and receiver is not None) else receiver
            if word in {"pick", "omit"} and len(expr.args) > 1:
                return (
                    NO
                    if word == "pick" and "exp" not in self.code.text(expr.node)
                    else self.of(expr.args[0], depth + 1)
                )
            for _, value in expr.entries:
                found = max(found, self.of(value, depth + 1))
            if inner is None or (inner.kind == "name" and self.code.qualify(inner) in {"copy", "json", "dict"}):
                return found
            text = self.code.text(inner.node)
            if word in _PLAIN and _PERSON.match(text.rpartition(".")[2]):
                self.guessed = True
                return found
            return max(found, self.of(inner, depth + 1))
        if expr.target is not None and expr.target.kind == "name" and expr.target.name == "make":
            return NO
        return UNKNOWN

    def _constructed(self, owner: Scope, expr: Expr, depth: int) -> int:
        """An object of a class of this file: a field of that name, or one whose base class is out of sight."""
        text = self.code.text(owner.node)
        if any(re.search(rf"\b{re.escape(name)}\b", text) for name in self.names) or self.hint.search(text):
            return YES
        unseen = [
            base
            for base in owner.bases
            if base not in self.code.classes and base not in {"BaseModel", "object", "TypedDict", "dict"}
        ]
        if unseen and not re.fullmatch(
            r"(?:pydantic\.)?BaseModel|NamedTuple|total=.*|SQLModel|Struct|msgspec\.Struct", unseen[0]
        ):
            return UNKNOWN
        for base in owner.bases:
            if base in self.code.classes:
                verdict = self._constructed(self.code.classes[base], expr, depth + 1)
                if verdict != NO:
                    return verdict
        spreads = [value for _, value in expr.entries] + [item for item in expr.args if item.kind == "spread"]
        return UNKNOWN if spreads else NO


def payload_entries(code: Code) -> Entries:
    """Asks for the expiry claim of a payload."""
    return Entries(
        code,
        {"exp", "ExpiresAt", "Expiry", "Exp", "ExpirationTime"},
        re.compile(r"(?i)(?:^|[._])exp(?:iry|ir(?:es|e|ation))?(?:$|[._(])|expir|(?-i:Exp$|_EXP\b)"),
        # A claim of the program's own that says when the token ends or was made: it is checked by hand somewhere.
        re.compile(
            r"(?i)_?(?:expir\w*|valid_?(?:until|to|till)|ttl|created_?(?:at|on)?|issued_?at|timestamp|not_?after)"
        ),
    )


def option_entries(code: Code) -> Entries:
    """Asks for the lifetime among a library's options."""
    return Entries(code, {"expiresIn", "exp", "expiresin", "expirationTime"}, re.compile(r"(?i)expir"))
