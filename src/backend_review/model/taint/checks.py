"""What checks make certain of values: conditions that ask about them, and functions that only check.

A value that was compared with one of ours, found in a list or table of ours, matched by a pattern that lets nothing
harmful through, or accepted by a function of the project that does one of these, is one that the program chose.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Statement
from backend_review.model.effects import site
from backend_review.model.patterns import lets_only_pass, strict
from backend_review.model.taint import keys
from backend_review.model.taint.addresses import noted, told_of
from backend_review.model.taint.captures import says
from backend_review.model.taint.data import PARAMETER, harmless
from backend_review.model.taint.heads import head_of
from backend_review.model.taint.identified import is_refused
from backend_review.model.taint.outcomes import is_failure, of_result
from backend_review.model.taint.summaries import NO_FINE, NOTHING_TOLD, Fine, Guards, Told, common
from backend_review.model.values import Callee

if TYPE_CHECKING:
    from backend_review.model.taint.walk import Walk

_EVEN = {"==", "===", "is"}
_UNEVEN = {"!=", "!==", "is not"}
# Functions that look for their last argument in the first, by the package that they are of.
_LOOKING = {"slices", "slice", "lo", "funk", "sliceutil", "collection", "_"}
_CONTAINS = {
    "Contains",
    "Contain",
    "includes",
    "has",
    "contains",
    "IndexOf",
    "Index",
    "indexOf",
    "hasOwnProperty",
    "get",
}
_MATCHES = {"MatchString", "Match", "test", "match", "fullmatch"}
# Functions that say of a text that it is a number, an address, an identifier.
_SAYS = re.compile(
    r"^(?:is(?:Integer|SafeInteger|Finite|Int|Numeric|Decimal|Float|UUID|Uuid|Alpha|Alphanumeric|IP|IPv4|IPv6|MongoId|"
    r"Hexadecimal|Port|ValidObjectId|ISO8601)|isValid(?:ObjectId|UUID|Uuid|uuid)|uuidValidate|validateU(?:uid|UID)|isdigit|isdecimal|isnumeric|isalnum|isalpha|isidentifier)$"
)
_IDENTIFIERS = re.compile(r"(?:^|\.)(?:ObjectI[dD]|uuid|ulid|UUID)$")  # ObjectId.isValid(id), uuid.validate(id)
# What leaves of a text that is one of ours nothing that could harm: it has another case, or more of some characters.
_CUTS = {
    "strip",
    "lstrip",
    "rstrip",
    "lower",
    "upper",
    "casefold",
    "removeprefix",
    "toLowerCase",
    "toUpperCase",
    "trim",
}
_PLAIN_TYPES = {"number", "boolean", "bigint", "undefined"}
_PARSES = {"Atoi", "ParseInt", "ParseUint", "ParseFloat", "ParseBool"}
# What never returns, by language.
_LEAVING = {
    "python": {"abort", "exit", "_exit"},
    "go": {"panic", "Fatal", "Fatalf", "Fatalln", "Exit"},
    "javascript": {"exit"},
}
_TRUE = {"constant", "text", "dict", "list"}  # of values that are not empty
_BRACKETS = {"parenthesized_expression", "await", "await_expression"}
_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\??\.\w+|\[[\"'`]\w+[\"'`]\])*")
MAX_DEPTH = 12


@dataclass(slots=True)
class Checks:
    """What a walk knows of values by checks, at the place where it is."""

    fine: dict[str, frozenset[str]] = field(default_factory=dict)
    outcomes: dict[str, Told] = field(default_factory=dict)  # what variables tell that hold answers: ok, err
    guards: Guards = field(default_factory=Guards)
    parsed: dict[str, str] = field(default_factory=dict)  # variables that hold addresses taken apart, and of which
    heads: dict[str, frozenset[str]] = field(default_factory=dict)  # addresses, and what they begin with

    def copy(self) -> Checks:
        """The same knowledge, for a closure."""
        return Checks(dict(self.fine), dict(self.outcomes), parsed=dict(self.parsed), heads=dict(self.heads))

    def known(self, text: str) -> bool:
        """Whether a value, as it is written, is one of ours."""
        needs = self.fine.get(text)
        return needs is not None and not needs

    def forget(self, name: str) -> None:
        """A variable gets another value."""
        if self.fine:
            for text in [text for text in self.fine if _root(text) == name]:
                del self.fine[text]
        self.outcomes.pop(name, None)
        self.parsed.pop(name, None)
        self.heads.pop(name, None)
        if self.heads:
            self.heads = {known: head for known, head in self.heads.items() if name not in map(_root, head)}

    def assigned(self, walk: Walk, item: Statement) -> None:
        """A variable gets the answer of a check: ``ok := allowed[name]``, ``id, err := parse(text)``."""
        if item.value is not None and item.value.kind == "call":
            self._came_back(walk, item.value)
        if item.targets and item.value is not None:
            self.parsed.update(noted(walk.module, item.targets[0], item.value))
        target = item.targets[-1] if item.targets else None
        if target is not None and target.kind == "name" and item.value is not None and item.operator in {"=", ""}:
            self._begins(target.name, head_of(walk, item.value))
        if target is not None and target.kind == "list" and target.args:
            target = target.args[-1]
        if target is None or target.kind != "name" or item.value is None or item.value.kind == "list":
            return
        told = asked(walk, item.value.node)
        if told.yes or told.no:
            self.outcomes[target.name] = told

    def _begins(self, name: str, head: frozenset[str] | None) -> None:
        if head is not None:
            self.heads[name] = head

    def _came_back(self, walk: Walk, expr: Expr) -> None:
        """A call came back: of a function that raises unless its arguments are fine, or of a look-up with a row."""
        self.fine.update(_passed(walk, expr))
        nodes, raises = keys.found(walk, expr)
        for text in (_subject(walk, node) for node in nodes if raises):
            if text and not self.known(text):
                self.fine[text] = keys.AS_KEY

    def after(self, walk: Walk, item: Statement) -> None:
        """A call on its own: of a function that raises unless its arguments are fine; what is asserted holds."""
        expr = item.value
        if expr is not None and item.node.type == "assert_statement":
            self.fine.update(asked(walk, expr.node).yes)
        elif expr is not None and expr.kind == "call":
            self._came_back(walk, expr)

    def returns(self, walk: Walk, values: list[Expr]) -> None:
        """The function ends here, with these values."""
        last = values[-1] if values else None
        told = asked(walk, last.node) if last is not None else NOTHING_TOLD
        tells = bool(told.yes or told.no)
        if last is None or (last.kind == "constant" and not last.value) or is_failure(last):
            self._end(no=self.fine)
        elif last.kind in _TRUE or (last.kind in {"name", "call"} and not tells and _fails(walk)):
            self._end(yes=self.fine)
        else:
            self._end(yes={**self.fine, **told.yes}, no={**self.fine, **told.no})

    def ends(self) -> None:
        """The function ends without a value."""
        self._end(no=self.fine)

    def _end(self, yes: Fine | None = None, no: Fine | None = None) -> None:
        if yes is not None:
            self.guards.yes = dict(yes) if self.guards.yes is None else common([self.guards.yes, yes])
        if no is not None:
            self.guards.no = dict(no) if self.guards.no is None else common([self.guards.no, no])


def _fails(walk: Walk) -> bool:
    """Whether what a function returns last is an error, in Go."""
    return walk.module.language == "go" and walk.function.return_type.rstrip(" )").endswith("error")


def branches(walk: Walk, item: Statement) -> tuple[list[Fine], Fine | None]:
    """What is known in each block of a branch, and where none of them is gone through; None when one always is."""
    known = _cases(walk, item)
    if known is not None or item.node.type != "if_statement" or item.value is None:
        open_end = len(item.blocks) < 2 or _open_switch(item)
        return known or [], NO_FINE if open_end else None
    others = [child for child in item.node.children_by_field_name("alternative") if child.type == "elif_clause"]
    tests = [item.value.node, *(child.child_by_field_name("condition") for child in others)]
    found: list[Fine] = []
    refused: Fine = NO_FINE
    for test in tests:
        told = asked(walk, test)
        found.append({**refused, **told.yes})
        refused = {**refused, **told.no}
    return [*found, refused], refused if len(item.blocks) == len(tests) else None


def goes_on(item: Statement, index: int) -> bool:
    """Whether a block of a branch ends by leaving the round of the loop around it: ``if …: continue``."""
    others = [child for child in item.node.children_by_field_name("alternative") if child.type == "elif_clause"]
    holder = [item.node, *others][index : index + 1]
    block = holder[0].child_by_field_name("consequence") if holder else None
    last = block.named_children[-1] if block is not None and block.named_children else None
    return last is not None and last.type in {"continue_statement", "break_statement"}


def leaves(walk: Walk, expr: Expr | None) -> bool:
    """Whether a call does not come back: of a function that always raises, or of one that ends the request."""
    if expr is None or expr.kind != "call" or expr.target is None:
        return False
    called = walk.analysis.effects.called.get(site(walk.module, expr.node), [])
    if called:
        return all(isinstance(item, Callee) and walk.analysis.summary(item.function).leaves for item in called)
    return expr.target.name in _LEAVING[walk.module.language]


def _cases(walk: Walk, item: Statement) -> list[Fine] | None:
    """What is known in each block of a ``switch`` over a value; None of another statement."""
    if item.value is None:
        return None
    text = _subject(walk, item.value.node)
    if item.node.type == "match_statement":
        return [{text: frozenset()} if text and says(item, index) else NO_FINE for index in range(len(item.blocks))]
    if item.node.type not in {"expression_switch_statement", "switch_statement"}:
        return None
    kinds = {"expression_case", "default_case", "switch_case", "switch_default"}
    body = item.node.child_by_field_name("body") or item.node
    found: list[Fine] = []
    for node in (child for child in body.named_children if child.type in kinds):
        values = node.child_by_field_name("value")
        listed = values.named_children if values is not None and values.type == "expression_list" else [values]
        ours = values is not None and all(part is not None and _ours(walk, part) == frozenset() for part in listed)
        found.append({text: frozenset()} if text and ours else NO_FINE)
    return found if len(found) == len(item.blocks) else None


def _open_switch(item: Statement) -> bool:
    """Whether a statement is a ``switch`` that may do nothing at all."""
    if item.node.type not in {"expression_switch_statement", "type_switch_statement", "switch_statement"}:
        return False
    body = item.node.child_by_field_name("body") or item.node
    return not any(child.type in {"default_case", "switch_default"} for child in body.named_children)


def asked(walk: Walk, node: Node | None, depth: int = 0) -> Told:
    """What a condition tells of the values that it asks about."""
    if node is None or depth > MAX_DEPTH:
        return NOTHING_TOLD
    if node.type in _BRACKETS:
        return asked(walk, node.named_children[0] if node.named_children else None, depth + 1)
    if node.type in {"unary_expression", "not_operator"}:
        if node.type == "not_operator" or walk.module.text(node.child_by_field_name("operator")) == "!":
            inner = node.child_by_field_name("argument") or node.child_by_field_name("operand")
            yes, no = asked(walk, inner, depth + 1)
            return Told(no, yes)
        return NOTHING_TOLD
    if node.type == "named_expression":
        return asked(walk, node.child_by_field_name("value"), depth + 1)
    if node.type == "identifier":
        return walk.checks.outcomes.get(walk.module.text(node), NOTHING_TOLD)
    if node.type in _MEMBER:
        return _member(walk, node)
    if node.type in {"index_expression", "subscript_expression", "subscript"}:
        return _looked_up(walk, node)
    if node.type in {"call", "call_expression"}:
        return _of_call(walk, walk.module.lower(node))
    if node.type in {"binary_expression", "boolean_operator", "comparison_operator"}:
        return _of_two(walk, node, depth)
    return NOTHING_TOLD


_MEMBER = {"member_expression", "attribute", "selector_expression"}


def _member(walk: Walk, node: Node) -> Told:
    """``if (row?.name)``: there is a row. Go: ``db.First(&row, "id = ?", id).Error``, ``result.Error``."""
    lowered = walk.module.lower(node)
    if walk.module.language == "go":
        if lowered.name != "Error" or lowered.target is None:
            return NOTHING_TOLD
        held = lowered.target.kind == "name"
        return walk.checks.outcomes.get(lowered.target.name, NOTHING_TOLD) if held else _by_key(walk, lowered)
    held = lowered.kind == "attr" and lowered.target is not None and lowered.target.kind == "name"
    known = walk.checks.outcomes.get(lowered.target.name) if held and lowered.target is not None else None
    return Told(known.yes) if known is not None else NOTHING_TOLD


def _by_key(walk: Walk, expr: Expr) -> Told:
    """What it tells that a look-up by a key has found something."""
    texts = [text for node in keys.found(walk, expr)[0] if (text := _subject(walk, node))]
    ways = [keys.told(walk, expr, text) for text in texts if not walk.checks.known(text)]
    return Told({k: v for way in ways for k, v in way.yes.items()}, {k: v for way in ways for k, v in way.no.items()})


def _of_two(walk: Walk, node: Node, depth: int) -> Told:
    left = node.child_by_field_name("left")
    right = node.child_by_field_name("right")
    operator = walk.module.text(node.child_by_field_name("operator"))
    if node.type == "comparison_operator":
        if len(node.named_children) != 2:
            return NOTHING_TOLD
        left, right = node.named_children
        operator = " ".join(walk.module.text(part) for part in node.children_by_field_name("operators"))
    if left is None or right is None:
        return NOTHING_TOLD
    if operator in {"&&", "and", "||", "or"}:
        first, second = asked(walk, left, depth + 1), asked(walk, right, depth + 1)
        if operator in {"&&", "and"}:
            return Told({**first.yes, **second.yes}, common([first.no, second.no]))
        return Told(common([first.yes, second.yes]), {**first.no, **second.no})
    if operator in {"in", "not in"}:
        told = Told(_fine(walk, left, right))
        return told if operator == "in" else Told(told.no, told.yes)
    if operator not in _EVEN | _UNEVEN:
        return NOTHING_TOLD
    other = walk.module.lower(right)
    if left.type == "unary_expression" and walk.module.text(left.child(0)) == "typeof":
        plain = other.kind == "text" and other.value in _PLAIN_TYPES
        told = Told(_put(_subject(walk, left.named_children[-1]), frozenset())) if plain else NOTHING_TOLD
        return told if operator in _EVEN else Told(told.no, told.yes)
    if other.kind == "number" and other.value == -1:  # allowed.indexOf(name) === -1
        told = _positioned(walk, walk.module.lower(left))
        return Told(told.no, told.yes) if operator in _EVEN else told
    if other.kind == "constant" or walk.module.text(right) in {"nil", "undefined"}:  # err != nil, ok === true
        yes, no = asked(walk, left, depth + 1)
        told = Told(yes, no) if other.value is True else Told(no, yes)
    else:
        told = Told({**_fine(walk, left, right), **_fine(walk, right, left)})
    return told if operator in _EVEN else Told(told.no, told.yes)


def _positioned(walk: Walk, expr: Expr) -> Told:
    """``allowed.indexOf(name)`` is some place."""
    target = expr.target if expr.kind == "call" else None
    if target is None or target.kind != "attr" or target.name != "indexOf" or not expr.args or target.target is None:
        return NOTHING_TOLD
    return Told(_fine(walk, expr.args[0].node, target.target.node))


def _looked_up(walk: Walk, node: Node) -> Told:
    """``allowed[name]``, a table whose values say yes or are there."""
    lowered = walk.module.lower(node)
    if lowered.kind != "index" or lowered.target is None or not lowered.args:
        return NOTHING_TOLD
    return Told(_fine(walk, lowered.args[0].node, lowered.target.node))


def _of_call(walk: Walk, expr: Expr) -> Told:
    """What the answer of a call tells of what it was given."""
    if expr.kind != "call" or expr.target is None:
        return NOTHING_TOLD
    known = _callees(walk, expr)
    if known:
        ways = [_translated(walk, expr, item, walk.analysis.summary(item.function).guards.told()) for item in known]
        told = Told(common([way.yes for way in ways]), common([way.no for way in ways]))
        return told if told.yes or told.no else _by_key(walk, expr)
    went = of_result(walk, expr, expr.target)
    if went is not None:
        return went
    by_key = _by_key(walk, expr)
    return by_key if by_key.yes or by_key.no else _of_library(walk, expr, expr.target)


def _of_library(walk: Walk, expr: Expr, target: Expr) -> Told:
    name, holder = target.name, target.target
    first = expr.args[0] if expr.args else holder
    if first is None:
        return NOTHING_TOLD
    ours = _put(_subject(walk, first.node), frozenset())
    # What tells that there is an error, or that it is no number
    if name in _PARSES or name == "isNaN" or (expr.args and is_refused(walk, name, holder)):
        return Told(no=ours)
    if _says(walk, expr, target):
        return Told(ours)
    if name == "EqualFold" and len(expr.args) == 2:
        one, other = expr.args[0].node, expr.args[1].node
        return Told({**_fine(walk, one, other), **_fine(walk, other, one)})
    if name == "bool" and expr.args:
        return asked(walk, first.node)
    if holder is None or not expr.args:
        return NOTHING_TOLD
    if name in {"endsWith", "endswith"} and first.kind == "text":  # of a host
        told = told_of(walk.checks.parsed, walk.module.text(holder.node))
        return Told(dict.fromkeys(told, frozenset()))
    if name == "some" and first.kind == "func":
        return _any_of(walk, expr, holder)
    if name in _MATCHES:
        return _matched(walk, expr, holder)
    if name in _CONTAINS and name not in {"Index", "indexOf", "IndexOf"}:
        if walk.module.text(holder.node) in _LOOKING and len(expr.args) == 2:
            return Told(_fine(walk, expr.args[1].node, first.node))
        return Told(_fine(walk, first.node, holder.node)) if walk.module.language != "go" else NOTHING_TOLD
    return NOTHING_TOLD


def _says(walk: Walk, expr: Expr, target: Expr) -> bool:
    """Whether a call says of its first argument that it is a number, an address, an identifier."""
    if target.name == "isinstance" and len(expr.args) == 2:
        return harmless(walk.module.text(expr.args[1].node))
    if target.name in {"isValid", "validate"} and target.target is not None and expr.args:
        return _IDENTIFIERS.search(walk.module.text(target.target.node)) is not None
    return _SAYS.match(target.name) is not None


def _any_of(walk: Walk, expr: Expr, holder: Expr) -> Told:
    """``allowed.some((item) => item === name)``"""
    body = walk.module.function_of(expr.args[0]).body()
    needs = _ours(walk, holder.node)
    value = body[-1].value if body and body[-1].kind == "return" else None
    return Told(asked(walk, value.node).yes) if value is not None and needs == frozenset() else NOTHING_TOLD


def _matched(walk: Walk, expr: Expr, holder: Expr) -> Told:
    """``pattern.MatchString(name)``, ``/^\\w+$/.test(name)``, ``re.fullmatch(r"\\w+", name)``."""
    own = walk.module.text(holder.node) in {"re", "regexp", "regex"}
    subject = expr.args[-1] if own else expr.args[0]
    pattern = expr.args[0] if own else holder
    text = _pattern(walk, pattern.node)
    if expr.target is not None and expr.target.name == "fullmatch":
        text = f"^(?:{text})$" if text else text
    elif expr.target is not None and expr.target.name == "match" and own:
        text = f"^(?:{text})" if text else text
    ours = _put(_subject(walk, subject.node), frozenset())
    if text and lets_only_pass(text):
        return Told(no=ours)
    return Told(ours) if text and strict(text) else NOTHING_TOLD


def _pattern(walk: Walk, node: Node) -> str:
    """The text of a regular expression, as far as this file tells."""
    expr: Expr | None = walk.module.lower(node)
    if expr is not None and expr.kind == "name":
        expr = next(
            (
                item.value
                for item in walk.module.body
                if item.kind in {"assign", "export"}
                for target in item.targets
                if target.kind == "name" and target.name == expr.name and item.value is not None
            ),
            None,
        )
    if expr is not None and expr.kind == "call" and expr.args:
        expr = expr.args[0]
    if expr is None:
        return ""
    if expr.kind == "text":
        return str(expr.value)
    written = walk.module.text(expr.node)
    return written[1 : written.rindex("/")] if written.startswith("/") and written.rfind("/") > 0 else ""


def _passed(walk: Walk, expr: Expr) -> Fine:
    """What is certain of values when a call of the project's functions comes back."""
    known = _callees(walk, expr)
    ways = [
        _translated(walk, expr, item, Told(walk.analysis.summary(item.function).guards.passes)).yes for item in known
    ]
    return common(ways) if ways else NO_FINE


def _callees(walk: Walk, expr: Expr) -> list[Callee]:
    found = walk.analysis.effects.called.get(site(walk.module, expr.node), [])
    known = [item for item in found if isinstance(item, Callee)]
    return known if len(known) == len(found) and all(item.function is not walk.function for item in known) else []


def _translated(walk: Walk, expr: Expr, callee: Callee, told: Told) -> Told:
    """What a function tells of its parameters, in the words of its caller."""
    if not told.yes and not told.no:
        return NOTHING_TOLD
    function = callee.function
    taken = list(function.parameters)
    if taken and taken[0].name in {"self", "cls"} and function.owner is not None and not function.is_static:
        taken = taken[1:]
    given: dict[str, Node] = {name: item.node for name, item in expr.named.items()}
    for parameter, item in zip(taken, expr.args, strict=False):
        given[parameter.name] = item.node
    if expr.target is not None and expr.target.kind == "attr" and expr.target.target is not None:
        for name in ("self", "this", function.receiver[0]):
            if name:
                given[name] = expr.target.target.node
    return Told(_words(walk, given, told.yes), _words(walk, given, told.no))


def _words(walk: Walk, given: Mapping[str, Node], fine: Fine) -> Fine:
    made: dict[str, frozenset[str]] = {}
    for text, needs in fine.items():
        root = _root(text)
        subject = _subject(walk, given[root]) if root in given else ""
        ours = [_ours(walk, given[name]) if name in given else frozenset({name}) & keys.AS_KEY for name in needs]
        if subject and all(item is not None for item in ours):
            made[subject + text[len(root) :]] = frozenset().union(*(item for item in ours if item is not None))
    return made


def _fine(walk: Walk, subject: Node, other: Node) -> Fine:
    """A value is one of ours when it is, or is in, something that is ours."""
    needs = _ours(walk, other)
    if needs is None:
        return NO_FINE
    told = told_of(walk.checks.parsed, walk.module.text(subject))
    return {**_put(_subject(walk, subject), needs), **dict.fromkeys(told, needs)}


def _put(text: str, needs: frozenset[str]) -> Fine:
    return {text: needs} if text else NO_FINE


def _ours(walk: Walk, node: Node) -> frozenset[str] | None:
    """The parameters that a value is made of, "no others" being one of the program's own; None when input is in it."""
    value = [core for core in walk.evaluate(walk.module.lower(node)) if not core.stopped]
    if any(core.kind != PARAMETER for core in value):
        return None
    return frozenset(core.name for core in value if core.name not in walk.objects)


def _subject(walk: Walk, node: Node) -> str:
    """A variable or a member of one, as it is written, also with its ends or case cut; "" for anything else."""
    for _ in range(3):  # name.strip().lower()
        of = node.child_by_field_name("function") if node.type in {"call", "call_expression"} else None
        if of is None or of.type not in {"attribute", "member_expression"}:
            break
        if walk.module.text(of.child_by_field_name("attribute") or of.child_by_field_name("property")) not in _CUTS:
            break
        node = of.child_by_field_name("object") or node
    text = walk.module.text(node).lstrip("&*")
    return text if _DOTTED.fullmatch(text) else ""


def _root(text: str) -> str:
    return re.split(r"[.\[?]", text, maxsplit=1)[0]
