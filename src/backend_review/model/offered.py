"""What a program puts somewhere under a name and takes from there by the name: ``app.state.store = Store(db)``,
``app["store"] = store``, ``fastify.decorate("store", store)``, ``app.set("items", items)``, ``g.store = Store()``,
containers' ``register("Store", { useClass: SqlStore })``, ``register({ store: asClass(SqlStore) })``,
``loadModules(["stores/*.js"])`` and ``bind(TYPES.Store).to(SqlStore)``.

Only asked where nothing else tells what a member or key of a value that is not the project's own stands for. The places
are found in the text once, what was put there is looked at when its name is asked for: only what lasts longer than a
request counts (an object of the project or of a known library, a function, a class, a table of these).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Module
from backend_review.index.project import Project
from backend_review.model import alternatives, declared, flow, members, names
from backend_review.model.queries import Query, Row
from backend_review.model.values import (
    Callee,
    Either,
    Kind,
    Library,
    Table,
    Thing,
    Unknown,
    Value,
    options,
    text_of,
)

if TYPE_CHECKING:
    from backend_review.model.effects import Effects
    from backend_review.model.flow import Walk

_MOST = 3
_MAX_PLACES = 4_000
_MAX_TRIED = 6
_KEY = r"""["'](?P<{0}>[\w.:-]{{2,60}})["']"""
_SET = re.compile(
    rf"""\b\w+(?:\(\))?\.(?P<member>[A-Za-z_]\w+)\s*(?::\s*[\w.\[\]]+\s*)?=(?![=>])"""
    rf"""|\w\[\s*(?:{_KEY.format("index")}|(?P<constant>[A-Za-z_][\w.]*))\s*\]\s*=(?![=>])"""
    rf"""|\b(?:decorate\w*|set|Set|Locals|register\w*|provide|singleton)\(\s*(?:{_KEY.format("call")}|(?P<token>[A-Za-z_][\w.]*))\s*,"""
    rf"""|\bbind(?:<[^()\n]{{0,80}}>)?\(\s*(?:{_KEY.format("bound")}|(?P<symbol>[A-Za-z_][\w.]*))\s*\)"""
    r"""|\b(?P<registered>\w+)["']?\s*:\s*(?:\w+\.)?as(?:Class|Function|Value)\b""",
)
_LOADS = re.compile(r"""\bloadModules\(|\bautoload\b""")
_PATTERN = re.compile(r"""["'`](?:\$\{__dirname\})?[./]*([\w./-]*)/[^"'`/]*\*[^"'`]*["'`]""")
_SELF = {"self", "this", "cls", "module", "exports"}
_TAKES = re.compile(r"^(get|Get|MustGet|Value|Locals|resolve|inject|getDecorator|make|get_instance)$")
_GLOBALS = re.compile(r"^(?:flask|quart)\.(?:current_app|g)\b")
_TO = {"to", "toSelf", "toConstantValue", "toDynamicValue", "toService"}
_GIVES = {"useClass", "useValue", "useFactory", "useExisting"}
_AS = {"asClass", "asFunction", "asValue"}


class Offered:
    """What is put under names in a project."""

    def __init__(self, effects: Effects) -> None:
        self.effects = effects
        self._places: dict[str, list[tuple[Module, int]]] | None = None
        self._put: dict[str, list[tuple[Value, str]]] = {}
        self._values: dict[tuple[str, str | None], Value | None] = {}
        self._loaded: dict[str, Module] = {}  # Awilix: the modules that a container loads, by the names it gives them

    def under(self, name: str, language: str, of: str | None = None) -> Value | None:
        """What is put under a name; None when nothing is that lasts.

        ``of`` is the library whose object it is taken from as a member, "" for an object nothing is known of.
        """
        name_here = f"{language}:{name}"
        key = (name_here, of)
        if key not in self._values:
            self._values[key] = None  # while it is looked for
            if name_here not in self._put:
                self._put[name_here] = []
                self._put[name_here] = self._found(self._all().get(name_here, []))
            known = [value for value, holder in self._put[name_here] if _may_be(value, holder, of, language)]
            self._values[key] = alternatives.either(known) if known else self._of_module(name, language)
        return self._values[key]

    def _all(self) -> dict[str, list[tuple[Module, int]]]:
        if self._places is None:
            self._places = {}
            count = 0
            for module in self.effects.evaluator.project.modules():
                if module.file.role != "production" or count > _MAX_PLACES:
                    continue
                for found in _SET.finditer(module.file.text):
                    name = next(item for item in found.groups() if item is not None).rpartition(".")[2]
                    self._places.setdefault(f"{module.language}:{name}", []).append((module, found.start()))
                    count += 1
                if module.language == "javascript" and _LOADS.search(module.file.text):
                    self._loaded |= loaded_modules(self.effects.evaluator.project, module)
        return self._places

    def _found(self, places: list[tuple[Module, int]]) -> list[tuple[Value, str]]:
        """What is put at some places and lasts, with the library whose object it is put into."""
        known: list[tuple[Value, str]] = []
        for module, start in places[:_MAX_TRIED]:
            value, holder = self._put_at(module, start)
            if value is not None and self._lasts(value) and len(known) < _MOST:
                known.append((value, holder))
        return known

    def _of_module(self, name: str, language: str) -> Value | None:
        """What a container makes of a module that it loads under this name: an object of the class that the module is,
        or what its function returns."""
        module = self._loaded.get(name) if language == "javascript" else None
        if module is None:
            return None
        walk = flow.Walk(self.effects, None, [], {}, 2, self.effects.surroundings.module(module))
        for member in ("default", "="):
            value = names.imported(walk, names.Imported(member, (module.path,)), name)
            made = _object(walk, value, True)
            if made is not None and self._lasts(made):
                return made
        return None

    def _put_at(self, module: Module, start: int) -> tuple[Value | None, str]:
        """What the code at a place puts there, and the library whose object it becomes a member of; ""."""
        at = len(module.file.text[:start].encode())
        node = module.tree.root_node.descendant_for_byte_range(at, at + 1)
        while node is not None and node.type not in _ASSIGNMENTS and not _is_offer(module, node):
            node = node.parent
        given = _given(module, node) if node is not None else None
        if node is None or given is None:
            return None, ""
        scope = self.effects.surroundings.inside(module, node)
        walk = flow.Walk(self.effects, None, [], {}, 2, scope)
        walk.module = module
        left = node.child_by_field_name("left") if node.type in _ASSIGNMENTS else None
        while left is not None and left.type == "expression_list" and left.named_child_count == 1:
            left = left.named_children[0]
        holder = module.lower(left).target if left is not None else None
        return _provided(walk, module.lower(given)), library_of(walk.evaluate(holder)) if holder is not None else ""

    def _lasts(self, value: Value) -> bool:
        for item in options(value):
            if isinstance(item, (Callee, Kind)):
                return True
            if isinstance(item, Table):
                return any(isinstance(part, (Callee, Kind, Thing)) for part in item.entries.values())
            if isinstance(item, Thing) and item.lookup is None and not isinstance(item.model, Row):
                known = self.effects.libraries.type_of(item.type) in self.effects.libraries.known
                return item.kind is not None or (known and not isinstance(item.model, Query))
        return False


_IS_REGISTERED = re.compile(r"(?:\w+\.)?as(?:Class|Function|Value)\b")
_ASSIGNMENTS = {"assignment", "assignment_expression", "assignment_statement"}


def _is_offer(module: Module, node: Node) -> bool:
    """Whether a call puts something somewhere; of ``bind(X).to(Y)`` the whole of it."""
    if node.type == "pair":
        given = node.child_by_field_name("value")
        return given is not None and _IS_REGISTERED.match(module.text(given)) is not None
    if node.type not in {"call", "call_expression"}:
        return False
    function = node.child_by_field_name("function")
    name = module.text(function).rpartition(".")[2] if function is not None else ""
    arguments = node.child_by_field_name("arguments")
    return name in _TO or (arguments is not None and len(arguments.named_children) > 1)


def _given(module: Module, node: Node) -> Node | None:
    """The expression that says what is put there."""
    if node.type in _ASSIGNMENTS:
        left = node.child_by_field_name("left")
        owner = module.text(left).partition(".")[0].partition("[")[0] if left is not None else ""
        return node.child_by_field_name("right") if owner not in _SELF else None
    if node.type == "pair":
        return node.child_by_field_name("value")
    arguments = node.child_by_field_name("arguments")
    given = [item for item in arguments.named_children if item.type != "comment"] if arguments is not None else []
    return given[-1] if len(given) == 1 else given[1] if len(given) > 1 else None


def loaded_modules(project: Project, module: Module) -> dict[str, Module]:
    """Awilix: the modules in the folders that a container loads, by the names that it gives them: ``user-store.js``
    is ``userStore``."""
    folders = {found[1].rpartition("src/")[2].rpartition("dist/")[2] for found in _PATTERN.finditer(module.file.text)}
    made: dict[str, Module] = {}
    for item in project.modules() if folders else ():
        folder, _, name = item.path.rpartition("/")
        if item.language != "javascript" or item.file.role != "production":
            continue
        if any(f"/{part}/" in f"/{folder}/" for part in folders if part):
            first, *rest = [part for part in re.split(r"[-_.]", name.rpartition(".")[0]) if part] or [""]
            made[first[:1].lower() + first[1:] + "".join(part[:1].upper() + part[1:] for part in rest)] = item
    return made


def _provided(walk: Walk, expr: Expr) -> Value | None:
    """What a container gives for what it was told: an object of the class, what the factory returns, the value."""
    if expr.kind == "dict":
        for key, item in expr.entries:
            if key is not None and str(key.value) in _GIVES:
                return _object(walk, walk.evaluate(item), str(key.value) != "useValue")
        return walk.evaluate(expr)
    if expr.kind == "call" and expr.target is not None:
        while expr.target is not None and expr.target.name not in _AS and expr.target.target is not None:
            if expr.target.target.kind != "call":
                break
            expr = expr.target.target  # asClass(Store).singleton()
        last = expr.target.name if expr.target is not None else ""
        if last in _AS and expr.args:
            return _object(walk, walk.evaluate(expr.args[0]), last != "asValue")
    value = walk.evaluate(expr)
    return _object(walk, value, True) if isinstance(value, Kind) else value


def _object(walk: Walk, value: Value, made: bool) -> Value | None:
    found = [(declared.provided(walk, item) if made else None) or item for item in options(value)]
    return alternatives.either(found) if found else None


def member(walk: Walk, owner: Value, name: str, found: Value) -> Value:
    """A member of a value of which nothing is known, by what the program put anywhere under this name."""
    if not _is_told_nothing(walk, owner, found):
        return found
    return walk.effects.offered.under(name, walk.module.language, library_of(owner)) or found


def library_of(owner: Value) -> str:
    """The library or package that an object is of, as far as its type says; ""."""
    for item in options(owner):
        named = item.type if isinstance(item, Thing) and item.kind is None else ""
        path, _, last = named.lstrip("*&[]").rpartition("/")
        if named:
            package = last.partition(".")[0]
            return re.sub(r"/v\d+$", "", f"{path}/{package}".strip("/"))
    return ""


def _may_be(value: Value, holder: str, of: str | None, language: str) -> bool:
    """Whether the object that a member is taken from can be the one that it was put into.

    An object of another library cannot. In Go, the fields of a library's object that hold functions are called by the
    library: ``app.Before = …``, and whatever else has a method of that name is something else.
    """
    if of is None:
        return True
    if language != "go":
        return not of or not holder or of == holder
    calls = any(isinstance(item, Callee) for item in options(value))
    return of == holder if of or calls else True


def item(walk: Walk, owner: Value, key: Expr | None, value: Value, found: Value) -> Value:
    """``app["store"]``, ``app[STORE]``."""
    if key is None or not _is_told_nothing(walk, owner, found):
        return found
    return _by_key(walk, key, value) or found


def taken(walk: Walk, owner: Value, name: str, args: list[Value], expr: Expr) -> Value | None:
    """``app.get("store")``, ``c.MustGet("db")``, ``container.resolve(Service)``; None for any other call."""
    if not _TAKES.search(name) or not 0 < len(args) < 3:
        return None
    if not isinstance(owner, Library) or f"{owner.name}.{name}" in walk.libraries.rules:
        known = members.type_of(walk, owner)
        if not _is_told_nothing(walk, owner, Unknown()) or (known and known in walk.libraries.known):
            return None
    key = next((part for part in reversed(expr.args)), None)
    for option in options(args[0]):
        if isinstance(option, Kind) and walk.module.language != "go":
            return declared.object_of(walk, option)
    return _by_key(walk, key, args[-1]) if key is not None else None


def _by_key(walk: Walk, key: Expr, value: Value) -> Value | None:
    text = text_of(value)
    if text is None and key.kind in {"name", "attr"}:
        text = key.name
    return walk.effects.offered.under(text.rpartition(".")[2], walk.module.language) if text else None


def _is_told_nothing(walk: Walk, owner: Value, found: Value) -> bool:
    """Whether neither the owner is the project's own nor anything is known of what was found in it."""
    for item in options(owner):
        if isinstance(item, Library):
            if not _GLOBALS.match(item.name):
                return False
        elif not isinstance(item, (Unknown, Thing)) or (isinstance(item, Thing) and _is_own(item)):
            return False
    for item in options(found):
        if isinstance(item, Thing) and item.kind is None and item.model is None and not item.attributes:
            if walk.libraries.type_of(item.type) in walk.libraries.known or item.type.startswith("[]"):
                return False
        elif not isinstance(item, (Unknown, Library)):
            return False
    return not isinstance(found, Either)


def _is_own(thing: Thing) -> bool:
    """Whether it is an object of the project's, or what a store gives."""
    return thing.kind is not None or isinstance(thing.model, (Row, Query))
