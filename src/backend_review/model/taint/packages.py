"""What Go functions share besides their parameters: variables of a package, what contexts carry, fields of services.

Each is something like a parameter of every function that asks for it, known by a key of its own: the variable
``lastSearch`` of the package in ``web`` is ``@go:web:lastSearch``, what is kept in a context under ``orderKey`` is
``@go.kept:orderKey``, and the field ``jobs`` that methods of ``Queue`` fill for others is in ``@go.of:web:Queue``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace
from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Module
from backend_review.model.taint.data import INPUT, NOTHING, PARAMETER, Core, Taint, join, whole

if TYPE_CHECKING:
    from backend_review.model.taint.variables import Variables
    from backend_review.model.taint.walk import Walk

CONTENT = "<-"  # the member that a channel has what is sent into it under
KEPT = "@go.kept:"
_OF = "@go.of:"
_VARIABLE = "@go:"
_ALONE = re.compile(r"^var[ \t]+(\w+(?:[ \t]*,[ \t]*\w+)*)", re.MULTILINE)
_GROUP = re.compile(r"^var[ \t]*\((.*?)^\)", re.MULTILINE | re.DOTALL)
# A variable or one of its members gets a value, or something is sent into it.
_BEGINS = r"^(?:func[^\n]*\{{[ \t]*|[ \t]+(?:[^\n\"`]*[;,{{] ?)?)"
_SET = _BEGINS + r"{name}(?:\.\w+)*(?:\[\"[^\"\n]*\"\])?[ \t]*(?:<-|=[^=])"
_SET_MEMBER = _BEGINS + r"(?:case )?\w+\.{name}(?:\.\w+)*[ \t]*(?:<-|=[^=])"
_KEEPS = re.compile(
    r"\bWithValue\([^,\n]+,[ \t]*([\w.\"]+(?:\{\})?)[ \t]*,|\.(?:Set|Locals)\((\"\w+\"|\w+),"
    r"|\.Values\[(\"\w+\"|\w+)\][ \t]*=[^=]"
)
# Who somebody is was looked at before it was kept.
_KNOWN = re.compile(
    r"(?i)user|auth|account|admin|claims|payload|jwt|principal|identity|token|session|log|trace|request_?id"
)
_CONTEXTS = re.compile(r"^\*?(?:gin|echo|fiber)\.(?:Context|Ctx)$")
_DECLARES = {"short_var_declaration", "var_spec", "range_clause", "receive_statement"}
_MAX = 40


@dataclass(slots=True)
class Package:
    """The files of one folder, and which of its variables functions change."""

    folder: str
    modules: list[Module]
    changed: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        texts = [module.file.text for module in self.modules]
        for name in dict.fromkeys(name for text in texts for name in declared(text)):
            if any(name in text and re.search(_SET.format(name=name), text, re.MULTILINE) for text in texts):
                self.changed[name] = f"{_VARIABLE}{self.folder}:{name}"
            if len(self.changed) >= _MAX:
                break

    def sets(self, member: str) -> bool:
        """Whether some function gives a member of an object a value, or sends something into it."""
        return any(
            f".{member}" in module.file.text
            and re.search(_SET_MEMBER.format(name=re.escape(member)), module.file.text, re.MULTILINE)
            for module in self.modules
        )


def is_package(key: str) -> bool:
    """Whether a key is one of what Go functions share."""
    return key.startswith("@go")


def folder_of(module: Module) -> str:
    """The folder of a module, which is its package."""
    return module.path.rpartition("/")[0]


def package_of(module: Module, modules: Iterable[Module]) -> Package:
    """The package of a module."""
    folder = folder_of(module)
    return Package(folder, [item for item in modules if folder_of(item) == folder and item.file.role != "test"])


def declared(text: str) -> list[str]:
    """The variables of a file's package, as it declares them."""
    lines = [line for group in _GROUP.findall(text) for line in group.splitlines()]
    grouped = [re.match(r"\t(\w+(?:, ?\w+)*)[ \t]", line) for line in lines]
    named = [*_ALONE.findall(text), *(match[1] for match in grouped if match)]
    return list(dict.fromkeys(part.strip() for item in named for part in item.split(",")))


def of_type(function: Function) -> str:
    """The key of the objects that a method belongs to; "" for a function."""
    name, kind = function.receiver
    return f"{_OF}{folder_of(function.module)}:{kind.lstrip('*')}" if name and kind else ""


def declares(target: Expr) -> bool:
    """Whether a variable is new where it gets a value: ``name := value``."""
    node = target.node.parent
    while node is not None and node.type == "expression_list":
        node = node.parent
    if node is None or node.type not in _DECLARES:
        return False
    return node.type == "var_spec" or any(child.type == ":=" for child in node.children)


def is_channel(module: Module, expr: Expr | None) -> bool:
    """Whether a variable or field is a channel, as far as its file says."""
    if expr is None or not expr.name:
        return False
    return re.search(rf"\b{re.escape(expr.name)}\b[^\n()]*(?:make\()?\bchan\b", module.file.text) is not None


def kept_key(module: Module, around: Node, expr: Expr) -> str:
    """The key of what a context, or a session, keeps, where it is asked for or put there; "" for other calls."""
    target = expr.target
    if target is None or target.kind != "attr" or target.target is None:
        return ""
    if target.name == "WithValue" and len(expr.args) == 3:
        return _key(module, expr.args[1])
    if target.name == "Value" and len(expr.args) == 1 and _is_context(module, target.target):
        return _key(module, expr.args[0])
    if target.name in {"Set", "Locals"} and len(expr.args) == 2 and _is_handlers(module, around, target.target):
        return _key(module, expr.args[0])
    reads = target.name in {"Get", "MustGet", "GetString", "Locals"} and len(expr.args) == 1
    return _key(module, expr.args[0]) if reads and _is_handlers(module, around, target.target) else ""


def session_key(module: Module, expr: Expr) -> str:
    """The key of a value of a session of gorilla's: ``session.Values["after"]``; "" for other values."""
    of = expr.target
    if expr.kind != "index" or of is None or of.kind != "attr" or of.name != "Values" or not expr.args:
        return ""
    return _key(module, expr.args[0]) if "gorilla/sessions" in module.file.text else ""


def _is_context(module: Module, expr: Expr) -> bool:
    text = module.text(expr.node)
    return "ctx" in text.lower() or "context" in text.lower()


def _is_handlers(module: Module, around: Node, expr: Expr) -> bool:
    """Whether a variable is the context that Gin, Echo or Fiber hands its handlers."""
    node: Node | None = expr.node
    while expr.kind == "name" and node is not None and node.start_byte >= around.start_byte:
        parameters = node.child_by_field_name("parameters")
        for item in parameters.named_children if parameters is not None else ():
            kind = module.text(item.child_by_field_name("type"))
            if module.text(item.child_by_field_name("name")) == expr.name:
                return _CONTEXTS.match(kind) is not None
        node = node.parent
    return False


def _key(module: Module, expr: Expr) -> str:
    """A key as it is written, without its package: ``"term"``, ``orderKey``, ``ctxKey{}``."""
    text = module.text(expr.node).rpartition(".")[2].strip('"')
    return f"{KEPT}{text}" if re.fullmatch(r"\w+(?:\{\})?", text) and not _KNOWN.search(text) else ""


def changes(module: Module, key: str, members: Iterable[str]) -> Iterator[int]:
    """The lines of a module where something may be put into what a key is of; ``members`` of it are asked for."""
    text = module.file.text
    if key.startswith(KEPT):
        name = key.removeprefix(KEPT)
        for found in _KEEPS.finditer(text) if name in text else ():
            if (found[1] or found[2] or found[3]).rpartition(".")[2].strip('"') == name:
                yield text.count("\n", 0, found.end() - 1) + 1
        return
    folder, _, name = key.partition(":")[2].rpartition(":")
    if folder != folder_of(module):
        return
    patterns = (
        [_SET_MEMBER.format(name=re.escape(item)) for item in members]
        if key.startswith(_OF)
        else [_SET.format(name=name)]
    )
    for pattern in patterns:
        for found in re.finditer(pattern, text, re.MULTILINE):
            yield text.count("\n", 0, found.end() - 1) + 1


def share(walk: Walk) -> None:
    """Note what a method does by the fields that other methods of its type fill, and what it puts into them."""
    key, name, made = of_type(walk.function), walk.function.receiver[0], walk.made
    if not key:
        return
    put = {
        core: steps
        for core, steps in made.fills.get(name, NOTHING).items()
        if core.at and core.name != name and (core.kind == INPUT or CONTENT in core.at.split("."))
    }
    if put:
        made.fills[key] = join(made.fills.get(key, NOTHING), put)
    package = walk.analysis.package(walk.module)
    for flow in list(made.flows.values()):
        core = flow.core
        own = core.kind == PARAMETER and core.name == name and core.of
        if own and package.sets(core.of.partition(".")[0]):
            made.add([replace(flow, core=replace(core, name=key))])
            walk.objects.add(key)


def asked(walk: Walk, key: str) -> Taint:
    """What a context or session has under a key: what this function put there, or another one."""
    walk.objects.add(key)
    return join(walk.made.fills.get(key, NOTHING), {Core(PARAMETER, key): ()})


def put(walk: Variables, key: str, value: Taint) -> None:
    """A context or session gets a value under a key."""
    if value:
        walk.made.fills[key] = join(walk.made.fills.get(key, NOTHING), whole(value))


def context(walk: Walk, expr: Expr, args: list[Taint]) -> Taint | None:
    """``context.WithValue(ctx, key, value)``, ``ctx.Value(key)``, ``c.Set("key", value)``; None of any other call."""
    target = expr.target
    if walk.module.language != "go" or target is None:
        return None
    key = kept_key(walk.module, walk.function.node, expr)
    if not key or key.removeprefix(KEPT) in {item.name for item in walk.function.parameters}:
        # A context is not made of what it keeps under a key that is not known here.
        return args[0] if target.name == "WithValue" and len(args) == 3 else None
    if len(args) < 2:
        return asked(walk, key)
    put(walk, key, args[-1])
    return args[0] if len(args) == 3 else NOTHING
