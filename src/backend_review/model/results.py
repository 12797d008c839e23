"""JavaScript: values that hold a failure instead of throwing it: neverthrow's ``ResultAsync``, fp-ts' ``TaskEither`` …

Awaiting one gives what went well or what went wrong, never a rejected promise; and their ``map`` is no loop: it calls
its function once, or not at all. What a value is, is told by where it is made (a function of such a library, one of the
project's that is declared to give one or gives back nothing else), or by a method that only such values have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tree_sitter import Node

from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.program import Function, Module
from backend_review.index.syntax import named, walk
from backend_review.model.values import Callee

if TYPE_CHECKING:
    from backend_review.model.effects import Effects

_PACKAGE = (
    r"(?:neverthrow|true-myth|fp-ts|effect|@effect/\w+|purify-ts|ts-results(?:-es)?|oxide\.ts|@badrap/result|@swan-io/boxed"
    r"|option-t|typescript-result|@sniptt/monads|@mobily/ts-belt|monet|folktale|crocks|fluture|sanctuary)"
)
_IMPORTS = re.compile(rf"(?:\bfrom|require\()\s*['\"]{_PACKAGE}(?:/[^'\"]*)?['\"]")
_OF_PACKAGE = re.compile(rf"{_PACKAGE}(?:/|$)")
_OF_LISTS = re.compile(r"(?i)(?:array|record|map|set|list|chunk|stream|iterable|tree|belt/a)$")
# As people call the promise of such a value, whoever made the class; and what is said of too many things by itself.
_PROMISED = re.compile(r"^(?:[\w$]+\.)*\w*(?:ResultAsync|AsyncResult|TaskEither|EitherAsync|MaybeAsync|TaskOption)\s*<")
_VALUE = re.compile(
    r"^(?:Promise\s*<\s*)?(?:[\w$]+\.)*(?:Result|Either|Option|Maybe|Task|Future|Effect|ResultType|These)\s*<"
)
# Methods that nothing else has.
_OWN = re.compile(r"^(?:andThen|mapErr|mapLeft|orElse|andTee|orTee|andThrough|asyncAndThen|asyncMap|chainLeft|bimap)$")
# Those that throw the failure after all.
_THROWS = re.compile(
    r"^(?:_unsafeUnwrap|unwrap|expect|unsafeCoerce|getOrThrow|orThrow|throwIfErr|runPromise|runSync|unsafelyUnwrap)$"
)
# What asks a value whether it holds a failure.
_ASKS = r"(?:\.is(?:Err|Ok|Error|Left|Right|Failure|Success|Nothing|Just)\b|\._tag\b)"
_WRAPPED = {"parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression"}
_ERROR = re.compile(r"^_?(?:e|err|error|\w+(?:Err|Error))$")
_MAX_DEPTH = 4
_MOST_STEPS = 60  # of a chain of calls


def is_result(effects: Effects, module: Module, node: Node | None, depth: int = 0) -> bool:
    """Whether an expression gives a value (or a promise of one) that holds its failure."""
    node = bare(node)
    for _ in range(_MOST_STEPS):
        if node is None or depth > _MAX_DEPTH:
            return False
        if node.type == "ternary_expression":
            ways = [node.child_by_field_name("consequence"), node.child_by_field_name("alternative")]
            return all(is_result(effects, module, way, depth + 1) for way in ways)
        if node.type == "identifier":
            node, depth = bare(assigned(module, node)), depth + 1
            continue
        target = bare(node.child_by_field_name("function")) if node.type == "call_expression" else None
        if target is None or _THROWS.match(_member(module, target)):
            return False
        if _is_made(effects, module, node, target, depth):
            return True
        called = target.type == "call_expression"  # pipe(…)(), TE.tryCatch(…)()
        node = target if called else bare(target.child_by_field_name("object"))
    return False


def _is_made(effects: Effects, module: Module, call: Node, target: Node, depth: int) -> bool:
    """Whether a call is of a function, or of a method, that gives such a value."""
    if target.type != "call_expression" and (
        _of_library(module, call, target) or _OWN.match(_member(module, target)) is not None
    ):
        return True
    called = effects.called.get((module.path, int(call.start_byte), int(call.end_byte)), [])
    return bool(called) and all(
        isinstance(item, Callee) and gives(effects, item.function, depth + 1) for item in called
    )


def gives(effects: Effects, function: Function, depth: int = 0) -> bool:
    """Whether a function of the project gives such a value: as it is declared, or because it returns nothing else."""
    module, declared = function.module, function.return_type
    if module.language != "javascript" or function.is_async:
        return False  # the promise of an async function is rejected by what it does not catch
    if _PROMISED.match(declared) or (_VALUE.match(declared) and _IMPORTS.search(module.file.text)):
        return True
    if declared or depth > _MAX_DEPTH:
        return False
    given = list(returned(function.node))
    return bool(given) and all(is_result(effects, module, item, depth + 1) for item in given)


def is_asked(module: Module, awaited: Node) -> bool:
    """Whether what an ``await`` gives is asked whether it went well.

    ``const found = await …; if (found.isErr())``; ``const [err, user] = await to(…)``; ``const { error } = await …``.
    """
    declarator = awaited.parent
    while declarator is not None and declarator.type in _WRAPPED:
        declarator = declarator.parent
    name = declarator.child_by_field_name("name") if declarator is not None else None
    if declarator is None or declarator.type != "variable_declarator" or name is None:
        return False
    if name.type == "array_pattern":
        first = next(iter(name.children[1:]), None)  # [, user] takes no error
        return first is not None and first.type == "identifier" and _ERROR.match(module.text(first)) is not None
    if name.type == "object_pattern":
        return any(module.text(item).partition(":")[0].strip() == "error" for item in named(name))
    written = re.escape(module.text(name))
    after = module.file.text.encode()[declarator.end_byte : declarator.end_byte + 6000].decode("utf-8", "replace")
    asks = rf"\b{written}{_ASKS}|\bis(?:Left|Right|Err|Ok|None|Some|Failure|Success)\(\s*{written}\s*\)"
    return name.type == "identifier" and re.search(asks, after) is not None


def is_once(effects: Effects, module: Module, call: Node, owner: Node) -> bool:
    """Whether a call like ``owner.map(f)`` is that of one value and not of a list: ``f`` is called once at most."""
    if module.language != "javascript":
        return False
    return _goes_on(module, call) or _is_module_of(module, owner) or is_result(effects, module, owner)


def _goes_on(module: Module, call: Node) -> bool:
    """Whether a method that only such values have is called on what a call gives: ``x.map(f).mapErr(g)``."""
    node = call
    for _ in range(20):
        member = node.parent
        if member is None or member.type != "member_expression" or member.child_by_field_name("object") != node:
            return False
        if _OWN.match(_member(module, member)):
            return True
        outer = member.parent
        if outer is None or outer.type != "call_expression":
            return False
        node = outer
    return False


def steps(node: Node) -> Iterator[Node]:
    """The functions that the methods of a chain are given: ``f`` and ``g`` of ``make(…).map(f).andThen(g)``."""
    current = bare(node)
    for _ in range(_MOST_STEPS):
        if current is None or current.type != "call_expression":
            return
        target = current.child_by_field_name("function")
        if target is None or target.type != "member_expression":
            return
        inner = bare(target.child_by_field_name("object"))
        if inner is not None and inner.type == "call_expression":
            yield from (item for item in named(current.child_by_field_name("arguments")) if item.type in FUNCTIONS)
        current = inner


def returned(function: Node) -> Iterator[Node]:
    """What a function gives back: the expressions of its own ``return`` statements, or the one that it is."""
    body = function.child_by_field_name("body")
    if body is None:
        return
    if body.type != "statement_block":
        yield body
        return
    pending = [body]
    while pending:
        node = pending.pop()
        if node.type in FUNCTIONS:
            continue
        if node.type == "return_statement":
            yield from named(node)[:1]
        pending.extend(named(node))


def assigned(module: Module, name: Node) -> Node | None:
    """What a ``const`` is made with, or the function of that name, the nearest one around; None where it is none."""
    wanted, around = name.text, name.parent
    while around is not None:
        if around.type in {"statement_block", "program"}:
            for statement in named(around):
                exported = (
                    statement.child_by_field_name("declaration") if statement.type == "export_statement" else None
                )
                declared = exported or statement
                own = declared.child_by_field_name("name") if declared.type in FUNCTIONS else None
                if own is not None and own.text == wanted:
                    return declared
                if declared.type != "lexical_declaration" or declared.children[0].type != "const":
                    continue
                for item in named(declared):
                    target = item.child_by_field_name("name")
                    if target is not None and target.type == "identifier" and target.text == wanted:
                        return item.child_by_field_name("value")
        if around.type in FUNCTIONS and wanted in _parameters(around):
            return None
        around = around.parent
    return None


def bare(node: Node | None) -> Node | None:
    """An expression without the parentheses and types around it."""
    while node is not None and node.type in _WRAPPED:
        node = next(iter(named(node)), None)
    return node


def _parameters(function: Node) -> set[bytes | None]:
    given = function.child_by_field_name("parameters") or function.child_by_field_name("parameter")
    return {item.text for item in walk(given) if item.type == "identifier"} if given is not None else set()


def _member(module: Module, target: Node) -> str:
    return module.text(target.child_by_field_name("property")) if target.type == "member_expression" else ""


def _of_library(module: Module, call: Node, target: Node) -> bool:
    """Whether a call is of a function of such a library, or a ``pipe`` that ends with one."""
    if not _IMPORTS.search(module.file.text):
        return False
    name = module.text(target)
    if name.rpartition(".")[2] == "pipe":
        last = bare(next(iter(named(call.child_by_field_name("arguments"))[::-1]), None))
        if name != "pipe" and (last is None or last.type != "call_expression"):
            return False
        inner = last.child_by_field_name("function") if last is not None and last.type == "call_expression" else None
        return inner is not None and _is_imported(module, inner)
    return _is_imported(module, target)


def _is_imported(module: Module, target: Node) -> bool:
    first, _, last = module.text(target).partition(".")
    if _THROWS.match(last.rpartition(".")[2]):
        return False
    return any(_OF_PACKAGE.match(source) for source in _sources(module, first))


def _is_module_of(module: Module, owner: Node) -> bool:
    """fp-ts: the ``TE`` of ``TE.map(f)``, which is of one value, where ``A.map(f)`` is of a list's."""
    if owner.type != "identifier":
        return False
    sources = list(_sources(module, module.text(owner)))
    return bool(sources) and all(_OF_PACKAGE.match(item) and not _OF_LISTS.search(item) for item in sources)


def _sources(module: Module, name: str) -> Iterator[str]:
    """What a name is imported from, with what it is there: ``effect/Option``, ``fp-ts/TaskEither``."""
    for statement in module.body:
        for item in statement.imports:
            if item.name == name:
                yield f"{item.module}/{item.member}" if item.member not in {"", "*", "default"} else item.module
