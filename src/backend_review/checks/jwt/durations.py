"""How long something lasts: ``timedelta(days=30)``, ``'30d'``, ``720 * time.Hour``, ``time.time() + 60 * 60 * 24``.

``lifetimes`` gives every value that can be worked out from constants of the file; what it cannot, it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from backend_review.index.expressions import Code, Expr, last_name

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
_YEAR = 365.25 * DAY

_UNITS = {
    "ms": 0.001, "msec": 0.001, "msecs": 0.001, "millisecond": 0.001, "milliseconds": 0.001, "s": 1.0, "sec": 1.0,
    "secs": 1.0, "second": 1.0, "seconds": 1.0, "m": MINUTE, "min": MINUTE, "mins": MINUTE, "minute": MINUTE,
    "minutes": MINUTE, "h": HOUR, "hr": HOUR, "hrs": HOUR, "hour": HOUR, "hours": HOUR, "d": DAY, "day": DAY,
    "days": DAY, "w": 7 * DAY, "week": 7 * DAY, "weeks": 7 * DAY, "mo": 30 * DAY, "month": 30 * DAY, "months": 30 * DAY,
    "y": _YEAR, "yr": _YEAR, "yrs": _YEAR, "year": _YEAR, "years": _YEAR,
}  # fmt: skip
_GO_UNITS = {
    "Nanosecond": 1e-9, "Microsecond": 1e-6, "Millisecond": 0.001, "Second": 1.0, "Minute": MINUTE, "Hour": HOUR,
}  # fmt: skip
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*([A-Za-z]+)")
_TEXT = re.compile(r"\s*\+?(?:in\s+)?(?:\d+(?:\.\d+)?\s*[A-Za-z]+\s*)+?(?:from now)?\s*")

_MOVES = {
    "Date": DAY, "UTCDate": DAY, "Hours": HOUR, "UTCHours": HOUR, "Minutes": MINUTE, "UTCMinutes": MINUTE,
    "Seconds": 1.0, "Month": 30 * DAY, "UTCMonth": 30 * DAY, "FullYear": _YEAR, "UTCFullYear": _YEAR, "Time": 0.001,
}  # fmt: skip
_NOW = {
    "now",
    "utcnow",
    "today",
    "Now",
    "time",
    "moment",
    "dayjs",
    "Date",
    "getTime",
    "TimeFunc",
    "localtime",
    "monotonic",
}
# Calls that hand on the point in time or number they are given or called on.
_SAME = {
    "int", "float", "round", "floor", "ceil", "trunc", "Number", "parseInt", "parseFloat", "timestamp", "timegm",
    "utctimetuple", "timetuple", "mktime", "Unix", "UnixMilli", "UTC", "Local", "replace", "NewNumericDate",
    "NumericDate", "astimezone", "String", "str", "Duration", "At", "NewTime", "getTime", "valueOf", "unix", "toDate",
    "isoformat", "int64", "float64", "total_seconds", "Seconds", "strftime", "setExpirationTime",
}  # fmt: skip
_SETTING = re.compile(r"(?i)env|config|setting|default|lookup|^get|^int$|^str$|string|number")


@dataclass(frozen=True, slots=True)
class _Value:
    """A number, a span of time in seconds, or a point in time (now, counted in ``unit`` seconds, or later than now)."""

    kind: str
    amount: float
    unit: float = 1.0


def text_seconds(text: str) -> float | None:
    """The seconds of a duration written as text (``30d``, ``2 hours``, ``1h30m``); None when it is none."""
    if not _TEXT.fullmatch(text):
        return None
    total = 0.0
    for amount, unit in _PART.findall(text):
        # "M" is not a minute anywhere.
        seconds = _UNITS.get(unit if unit in _UNITS else unit.lower())
        if seconds is None:
            return None
        total += float(amount) * seconds
    return total


def lifetimes(
    code: Code,
    expr: Expr,
    unit: float = 1.0,
    follow: Callable[[Expr], bool] = lambda _: True,
    text_unit: float | None = None,
    names: set[str] | None = None,
) -> list[float]:
    """The lifetimes in seconds an expression may mean; a bare number counts in ``unit`` seconds.

    ``follow`` says whether what a caller passes for a parameter counts; the names met on the way are put into
    ``names``.
    """
    found = []
    evaluator = _Evaluator(code, follow)
    evaluator.names = set() if names is None else names
    for value in evaluator.run(expr, 0):
        if value.kind == "number":
            found.append(value.amount * (text_unit if value.unit == 0 and text_unit is not None else unit))
        elif value.kind in {"span", "later"}:
            found.append(value.amount)
    return found


class _Evaluator:
    def __init__(self, code: Code, follow: Callable[[Expr], bool]) -> None:
        self.code = code
        self.follow = follow
        self.names: set[str] = set()
        self.steps = 400

    def run(self, expr: Expr, depth: int) -> Iterator[_Value]:
        self.steps -= 1
        if depth > 14 or self.steps < 0:
            return
        step = self._steps.get(expr.kind)
        if step is not None:
            yield from step(self, expr, depth)

    def _number(self, expr: Expr, depth: int) -> Iterator[_Value]:
        yield _Value("number", float(expr.value))

    def _text(self, expr: Expr, depth: int) -> Iterator[_Value]:
        seconds = text_seconds(expr.value)
        if seconds is not None:
            yield _Value("span", seconds)
        elif re.fullmatch(r"\d+", expr.value):
            yield _Value("number", float(expr.value), 0)

    def _binary(self, expr: Expr, depth: int) -> Iterator[_Value]:
        for left in list(self.run(expr.args[0], depth + 1)):
            for right in list(self.run(expr.args[1], depth + 1)):
                value = _combine(expr.name, left, right)
                if value is not None:
                    yield value

    def _choice(self, expr: Expr, depth: int) -> Iterator[_Value]:
        for item in expr.args:
            yield from self.run(item, depth + 1)

    def _template(self, expr: Expr, depth: int) -> Iterator[_Value]:
        """``${DAYS}d``"""
        unit = _UNITS.get(str(expr.value or "").strip())
        if unit and len(expr.args) == 1:
            for value in self.run(expr.args[0], depth + 1):
                if value.kind == "number":
                    yield _Value("span", value.amount * unit)

    def _attr(self, expr: Expr, depth: int) -> Iterator[_Value]:
        if expr.name in _GO_UNITS and last_name(expr.target) == "time":
            yield _Value("span", _GO_UNITS[expr.name])
        else:
            yield from self._behind(expr, depth)

    def _behind(self, expr: Expr, depth: int) -> Iterator[_Value]:
        if expr.name:
            self.names.add(expr.name)
        scope = self.code.holder_of(expr.name, expr.node) if expr.kind == "name" else None
        passed: set[int] = set()
        if expr.kind == "name" and self.code.language == "javascript":
            yield from self._moved(expr, depth)
        if scope is not None:
            for item in self.code.definitions(expr.name, expr.node):
                if item.kind == "parameter" and not item.path:
                    for argument in self.code.arguments_for(scope, item):
                        passed.add(argument.node.id)
                        if self.follow(argument):
                            yield from self.run(argument, depth + 1)
        for value in self.code.behind(expr, depth):
            if value.node.id not in passed:
                yield from self.run(value, depth + 1)

    def _moved(self, expr: Expr, depth: int) -> Iterator[_Value]:
        """``date.setDate(date.getDate() + 60)``: a JavaScript date that is moved."""
        for word, unit in _MOVES.items():
            for call in self.code.by_name.get(f"set{word}", ()):
                receiver = call.target.target if call.target is not None else None
                if receiver is None or receiver.name != expr.name or not call.args or call.args[0].kind != "binary":
                    continue
                sides = call.args[0].args
                if (
                    call.args[0].name != "+"
                    or last_name(sides[0].target).replace("UTC", "") != f"get{word.replace('UTC', '')}"
                    or self.code.function_of(call.node) is not self.code.function_of(expr.node)
                ):
                    continue
                for value in self.run(sides[1], depth + 1):
                    if value.kind == "number":
                        yield _Value("later", value.amount * unit)

    def _call(self, expr: Expr, depth: int) -> Iterator[_Value]:
        name = last_name(expr.target)
        receiver = expr.target.target if expr.target is not None and expr.target.kind == "attr" else None
        if name in {"timedelta", "relativedelta"}:
            yield from self._timedelta(expr, depth)
        elif (name == "Date" and not expr.args) or (name == "now" and self.code.text(expr.node).startswith("Date.")):
            yield _Value("now", 0, 0.001)
        elif name == "Date":
            yield from self.run(expr.args[0], depth + 1)
        elif receiver is not None and self._moves(name, expr):
            yield from self._method(name, receiver, expr, depth)
        elif name in _NOW and not (name == "time" and expr.args):
            yield _Value("now", 0, 1.0)
        elif name in _SAME:
            yield from self._same(receiver, expr, depth)
        elif _SETTING.search(name) and (len(expr.args) >= 2 or "default" in expr.named):
            yield from self.run(expr.named.get("default") or expr.args[1], depth + 1)
        else:
            for behind in self.code.behind(expr, depth):
                yield from self.run(behind, depth + 1)

    def _moves(self, name: str, expr: Expr) -> bool:
        """Whether a method gives its own point in time, or one that is so much later."""
        return (
            name == "getTime"
            or (name in {"Add", "add"} and len(expr.args) > 0)
            or (name == "AddDate" and len(expr.args) == 3)
        )

    def _method(self, name: str, receiver: Expr, expr: Expr, depth: int) -> Iterator[_Value]:
        if name == "getTime":
            yield from self.run(receiver, depth + 1)
        elif name == "AddDate":
            parts = [next(self.run(item, depth + 1), None) for item in expr.args]
            if all(part is not None for part in parts):
                years, months, days = (part.amount for part in parts if part is not None)
                yield _Value("later", years * _YEAR + months * 30 * DAY + days * DAY)
        else:
            for value in self.run(receiver, depth + 1):
                if value.kind in {"now", "later"}:
                    yield from self._added(value, expr, depth)

    def _same(self, receiver: Expr | None, expr: Expr, depth: int) -> Iterator[_Value]:
        """A call that hands on what it is called on, when that is a time, or what it is given."""
        times = self._times(receiver, depth)
        if times:
            yield from times
        elif expr.args:
            yield from self.run(expr.args[0], depth + 1)
        elif receiver is not None:
            yield from self.run(receiver, depth + 1)

    def _times(self, expr: Expr | None, depth: int) -> list[_Value]:
        if expr is None:
            return []
        return [value for value in self.run(expr, depth + 1) if value.kind in {"now", "later"}]

    def _added(self, base: _Value, expr: Expr, depth: int) -> Iterator[_Value]:
        for amount in self.run(expr.args[0], depth + 1):
            if amount.kind == "span":
                yield _Value("later", base.amount + amount.amount)
            elif amount.kind == "number" and len(expr.args) > 1 and expr.args[1].kind == "text":
                word = expr.args[1].value
                unit = 30 * DAY if word == "M" else _UNITS.get(word)  # day.js: "M" is a month
                if unit:
                    yield _Value("later", base.amount + amount.amount * unit)

    def _timedelta(self, expr: Expr, depth: int) -> Iterator[_Value]:
        total, known = 0.0, True
        named = dict(expr.named)
        for word, item in zip(
            ("days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"),
            expr.args,
            strict=False,
        ):
            named.setdefault(word, item)
        for word, item in named.items():
            values = [value.amount for value in self.run(item, depth + 1) if value.kind == "number"]
            unit = 1e-6 if word == "microseconds" else _UNITS.get(word)
            if not values or unit is None:
                known = False
                continue
            total += max(values) * unit
        # A part that is not known can only make it longer.
        if known or total > 0:
            yield _Value("span", total)

    _steps: ClassVar[dict[str, Callable[[_Evaluator, Expr, int], Iterator[_Value]]]] = {
        "number": _number,
        "text": _text,
        "binary": _binary,
        "choice": _choice,
        "template": _template,
        "call": _call,
        "name": _behind,
        "attr": _attr,
        "index": _behind,
    }


def _combine(operator: str, left: _Value, right: _Value) -> _Value | None:
    if operator == "*":
        return _product(left, right)
    if operator in {"/", "//"}:
        return _quotient(left, right)
    if operator == "+":
        return _sum(left, right)
    if operator == "-" and left.kind == right.kind and left.kind in {"number", "span"}:
        return _Value(left.kind, left.amount - right.amount)
    return None


def _product(left: _Value, right: _Value) -> _Value | None:
    kinds = {left.kind, right.kind}
    if not kinds <= {"span", "number"}:
        return None
    # time.Duration(24) * time.Hour: a Go duration of bare nanoseconds times a unit is a count times the unit.
    return _Value("span" if "span" in kinds else "number", left.amount * right.amount)


def _quotient(left: _Value, right: _Value) -> _Value | None:
    if right.kind != "number" or not right.amount:
        return None
    if left.kind == "now":
        return _Value("now", 0, left.unit * right.amount)
    if left.kind in {"number", "span"}:
        return _Value(left.kind, left.amount / right.amount)
    return left if left.kind == "later" else None


def _sum(left: _Value, right: _Value) -> _Value | None:
    if {"now", "later"} & {left.kind, right.kind}:
        base, other = (left, right) if left.kind in {"now", "later"} else (right, left)
        if other.kind == "span":
            return _Value("later", base.amount + other.amount)
        if other.kind == "number":
            return _Value("later", base.amount + other.amount * (base.unit if base.kind == "now" else 1.0))
        return None
    return _Value(left.kind, left.amount + right.amount) if left.kind == right.kind else None
