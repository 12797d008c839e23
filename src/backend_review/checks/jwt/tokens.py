"""What a file does with tokens: the calls that make one, read one or set up a library."""

from __future__ import annotations

from dataclasses import dataclass, field

from backend_review.index.expressions import Code, Expr


@dataclass(slots=True)
class Signing:
    """A call that makes a token."""

    call: Expr
    library: str
    payload: Expr | None = None
    key: Expr | None = None
    options: Expr | None = None
    builder: bool = False  # claims are set by method calls: look at the names in the function
    settles: tuple[str, ...] = ()  # … these


@dataclass(slots=True)
class Reading:
    """A call that reads a token."""

    call: Expr
    library: str
    key: Expr | None = None
    options: Expr | None = None
    verifies: bool = True


@dataclass(slots=True)
class Tokens:
    """All that a file does with tokens."""

    code: Code
    signings: list[Signing] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    # Calls that set up a library: (library, call, its options)
    setups: list[tuple[str, Expr, Expr | None]] = field(default_factory=list)
    modules: set[str] = field(default_factory=set)


def argument(call: Expr, position: int, *names: str) -> Expr | None:
    """An argument by position or by any of its names."""
    for name in names:
        if name in call.named:
            return call.named[name]
    if 0 <= position < len(call.args) and not any(item.kind == "spread" for item in call.args[: position + 1]):
        return call.args[position]
    return None
