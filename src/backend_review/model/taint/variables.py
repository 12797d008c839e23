"""The variables of a function: what assignments, loops and deletions make of them."""

from __future__ import annotations

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Module, Statement
from backend_review.model.taint.analysis import Analysis
from backend_review.model.taint.checks import Checks
from backend_review.model.taint.constants import Folding
from backend_review.model.taint.containers import ENVIRONMENT, is_environment, is_of_object
from backend_review.model.taint.data import (
    NOTHING,
    Taint,
    cleaned,
    each,
    held,
    join,
    keys,
    member,
    pairs,
    rid,
    stopped,
    whole,
    without,
)
from backend_review.model.taint.golang import behind_pointer
from backend_review.model.taint.lists import place_in
from backend_review.model.taint.packages import CONTENT, declares, is_channel, put, session_key
from backend_review.model.taint.state import changed_names, is_shared
from backend_review.model.taint.summaries import Summary
from backend_review.model.values import Kind

MEMBERS = {"attr", "index"}
_RESTS = {"list_splat_pattern", "spread_element", "rest_pattern"}
_ASIDE = {"_", "ok", "err", "found", "exists"}  # results that say how it went
_DECLARES = {"variable_declarator", "short_var_declaration", "var_spec"}


class Variables:
    """What the variables of a function are made of, at the place where a walk is."""

    analysis: Analysis
    module: Module
    function: Function
    made: Summary
    checks: Checks
    folding: Folding
    dead: bool
    names: dict[str, Taint]
    own: dict[str, str]  # variables that are parameters
    declared: set[str]
    replaced: set[str]  # variables with another value now
    given_members: dict[str, set[str]]  # of variables: the members that were given a value
    made_by: dict[str, Kind]  # the classes of the objects that variables hold
    lengths: dict[str, int]  # of lists that variables hold, where that is known
    further: dict[int, list[Taint]]  # of calls: their results after the first

    def evaluate(self, expr: Expr | None) -> Taint:
        """What the value of an expression is made of."""
        raise NotImplementedError

    def marked(self, node: Node, value: Taint, given: Taint = NOTHING, fine: bool = False) -> Taint:
        """A value as the marks at its place make it."""
        raise NotImplementedError

    def delete(self, item: Statement) -> None:
        """``del row["name"]``"""
        for gone in item.targets:
            if gone.kind == "index" and gone.target is not None and gone.target.kind == "name":
                name, key = gone.target.name, self.member_name(gone)
                self.names[name] = rid(self.names.get(name, NOTHING), key) if key else self.names.get(name, NOTHING)
                self.lengths.pop(name, None)

    def bind(self, target: Expr, value: Taint, source: Expr | None = None) -> None:
        """Give a name, a member or several of them a value."""
        if self.dead:
            before = self.names.get(target.name, NOTHING) if target.kind == "name" else NOTHING
            value = join(before, stopped(value))
        if target.kind == "name":
            self.checks.forget(target.name)
            self.names[target.name] = value
            self._assigned(target, value)
            self.replaced.add(target.name)
            self.lengths.pop(target.name, None)
            self.made_by.pop(target.name, None)
            if target.name in self.own and value and self.module.language == "go" and behind_pointer(target):
                parameter = self.own[target.name]
                self.made.fills[parameter] = join(self.made.fills.get(parameter, NOTHING), value)
            if target.node.parent is not None and target.node.parent.type in _DECLARES:
                self.declared.add(target.name)
        elif target.kind in MEMBERS:
            self._evaluate_keys(target)
            self._keep(target, value)
        elif target.kind == "list":
            self._bind_list(target, value, source)
        elif target.kind == "dict" or target.node.type == "object_pattern":
            self._take_apart(target.node, value)
        elif target.kind == "spread" and target.target is not None:
            self.bind(target.target, value)
        elif target.node.type == "list_splat_pattern" and target.node.named_children:
            self.bind(self.module.lower(target.node.named_children[0]), value)

    def _assigned(self, target: Expr, value: Taint) -> None:
        """A name gets a value: what the module shares, where the function says so, or a variable of its own."""
        name = target.name
        key = self.own.get(name, "")
        shares = not declares(target) if self.module.language == "go" else None
        if shares is None and is_shared(key):
            shares = name in changed_names(self.module.text(self.function.node))
        if is_shared(key) and shares:
            self.made.fills[key] = join(self.made.fills.get(key, NOTHING), value)
        elif is_shared(key):
            del self.own[name]

    def _bind_list(self, target: Expr, value: Taint, source: Expr | None) -> None:
        """``name, *others = row``: each variable gets what is at its place."""
        parts = source.args if source is not None and source.kind == "list" else None
        if parts is not None and len(parts) == len(target.args):  # a, b = b, a
            given = [self.evaluate(part) or stopped(whole(value)) for part in parts]
            for inner, part in zip(target.args, given, strict=True):
                self.bind(inner, part)
            return
        for index, inner in enumerate(target.args):
            if target.node.type == "array_pattern":  # [, name]: what is left out has a place, too
                others = [child for child in target.node.children if child.end_byte <= inner.node.start_byte]
                index = sum(child.type == "," for child in others)
            if self.module.language == "go":
                self.bind(inner, value if index == 0 else self._result(source, index, inner, value))
            else:
                self.bind(inner, member(value, str(index)) if inner.node.type not in _RESTS else whole(value))

    def bind_each(self, target: Expr, over: Expr | None, value: Taint) -> None:
        """Give the variables of a loop what any round may give them."""
        items = over.target.name if over is not None and over.kind == "call" and over.target is not None else ""
        listed = over.args[0] if over is not None and is_of_object(over, "entries") else None
        if listed is not None:
            self.bind(target, pairs(self.evaluate(listed)))
        elif target.kind != "list" or self.module.language != "python":
            for inner in target.args if target.kind == "list" else (target,):
                if self.module.language == "go" and is_channel(self.module, over):
                    self.bind(inner, member(value, CONTENT))
                    continue
                self.bind(inner, each(value) if self.module.language == "python" else whole(value))
        elif over is not None and items == "zip" and len(over.args) == len(target.args):
            for inner, item in zip(target.args, over.args, strict=True):
                self.bind(inner, join(each(self.evaluate(item)), stopped(whole(value))))
        elif over is not None and items == "enumerate" and len(target.args) == 2 and over.args:
            self.bind(target.args[0], stopped(whole(value)))
            self.bind(target.args[1], each(self.evaluate(over.args[0])))
        elif over is not None and items == "items" and len(target.args) == 2 and not over.args:
            holder = self.evaluate(over.target.target if over.target is not None else None)
            self.bind(target.args[0], join(keys(holder), stopped(whole(holder))))
            self.bind(target.args[1], each(holder))
        else:
            self.bind(target, each(value))

    def _result(self, source: Expr | None, index: int, target: Expr, value: Taint) -> Taint:
        """One of several results of a Go call; of a library's all may be made of what it was given."""
        known = self.further.get(source.node.id) if source is not None else None
        if known is not None:
            return known[index - 1] if index <= len(known) else NOTHING
        calls = source is not None and source.kind == "call"
        return value if calls and target.name not in _ASIDE else NOTHING

    def _keep(self, target: Expr, value: Taint) -> None:
        """``user.name = value``, ``row["name"] = value``: the object has it from now on."""
        name, path = self.place(target)
        kept = session_key(self.module, target) if self.module.language == "go" else ""
        if kept:
            put(self, kept, value)
        if name is not None:
            self.fill(name, path, value)
            if path:
                self.given_members.setdefault(name, set()).add(path)

    def _as_changed(self, node: Node, value: Taint) -> Taint:
        """Input, without the members that got another value before: ``req.body.password = hash``."""
        if not self.given_members:
            return value
        name, path = self.place(self.module.lower(node))
        for given in sorted(self.given_members.get(name or "", ())):
            rest = given.removeprefix(f"{path}.") if path else given
            if rest != given or not path:
                value = without(value, rest)
        return value

    def _evaluate_keys(self, target: Expr) -> None:
        """``table[name] = value``: the keys are values, too."""
        holder: Expr | None = target
        while holder is not None and holder.kind in MEMBERS:
            for item in holder.args if holder.kind == "index" else ():
                self.evaluate(item)
            holder = holder.target

    def place(self, expr: Expr) -> tuple[str | None, str]:
        """The variable that a member belongs to, and which member of it that is; "" when that is not known."""
        keys: list[str] = []
        while expr.kind in MEMBERS and expr.target is not None and not is_environment(expr):
            keys.insert(0, self.member_name(expr))
            expr = expr.target
        known = [key for key in keys if key != "__dict__"]
        known = known[: known.index("")] if "" in known else known
        holder = ENVIRONMENT if is_environment(expr) else expr.name if expr.kind == "name" else None
        return holder, ".".join(known[:3])

    def fill(self, name: str, key: str, value: Taint, add: bool = False) -> None:
        """An object that a variable holds gets a value under a key, "" for somewhere.

        ``add`` says that it is put into what is there.
        """
        before = self.names.get(name, NOTHING)
        if key and not add:  # what was there is replaced
            before = without(before, key)
        kept = held(value, key) if key else cleaned(whole(value), self.analysis.uncontained)
        self.names[name] = join(before, kept)
        if self.module.language == "go" and not key and is_shared(self.own.get(name, "")):
            return  # a table of the package, under some key: a store of its own
        if name in self.own and kept:
            parameter = self.own[name]
            self.made.fills[parameter] = join(self.made.fills.get(parameter, NOTHING), kept)

    def take_over(self, name: str, value: Taint) -> None:
        """An object that a variable holds gets all that another one has, each under its key."""
        self.names[name] = join(self.names.get(name, NOTHING), value)
        if name in self.own and value:
            parameter = self.own[name]
            self.made.fills[parameter] = join(self.made.fills.get(parameter, NOTHING), value)

    def member_name(self, expr: Expr) -> str:
        """The member that an expression asks for; empty when that is not known."""
        if expr.kind == "attr":
            return expr.name
        key = expr.args[0] if expr.args else None
        if key is None or key.kind in {"text", "number"}:
            counted = key is not None and key.kind == "number" and isinstance(key.value, int) and key.value < 0
            return place_in(self, expr) if counted else str(key.value) if key is not None else ""
        known = self.folding.value(key) if key.kind == "name" else None
        return str(known[0]) if known is not None and isinstance(known[0], str | int) else ""

    def _take_apart(self, node: Node, value: Taint) -> None:
        """``const { page, limit = 20, ...rest } = req.query``."""
        for child in node.named_children if node.type == "object_pattern" else ():
            if child.type in {"object_assignment_pattern", "assignment_pattern"}:
                child = child.child_by_field_name("left") or child
            if child.type == "shorthand_property_identifier_pattern":
                name = self.module.text(child)
                self.names[name] = self.marked(child, member(value, name))
            elif child.type == "pair_pattern":
                key = self.module.text(child.child_by_field_name("key")).strip("'\"")
                inner = child.child_by_field_name("value")
                if inner is not None and inner.type == "assignment_pattern":
                    inner = inner.child_by_field_name("left") or inner
                if inner is not None:
                    self.bind(self.module.lower(inner), member(value, key))
            elif child.type == "rest_pattern" and child.named_children:
                self.bind(self.module.lower(child.named_children[0]), value)
