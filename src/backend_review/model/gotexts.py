"""Go's functions of texts. https://pkg.go.dev/strings"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from backend_review.model.values import HOLE, Items, Known, Unknown, Value, as_text, text_of

if TYPE_CHECKING:
    from backend_review.model.evaluator import Call

_FUNCTIONS: dict[str, Callable[..., str]] = {
    "TrimSuffix": str.removesuffix,
    "TrimPrefix": str.removeprefix,
    "TrimRight": str.rstrip,
    "TrimLeft": str.lstrip,
    "Trim": str.strip,
    "TrimSpace": str.strip,
    "ToLower": str.lower,
    "ToUpper": str.upper,
    "ReplaceAll": str.replace,
    "Replace": lambda text, old, new, *_: text.replace(old, new),
}


def _made(call: Call) -> Value:
    """What a function makes of a text, as far as it is known; what is not known of it stays a hole."""
    text, rest = text_of(call.arg(0)), [as_text(value) for value in call.args[1:]]
    if text is None:
        return call.args[0] if call.args else Unknown()
    if rest and HOLE in rest[0]:  # what is looked for
        return Known(text)
    name = call.name.rpartition(".")[2]
    try:
        return Known(_FUNCTIONS[name](text, *rest) if HOLE not in text or not name.startswith("To") else text)
    except TypeError:  # half-written code
        return Known(text)


def _joined(call: Call) -> Value:
    """``strings.Join(parts, "/")``."""
    parts, mark = call.arg(0), text_of(call.arg(1))
    if not isinstance(parts, Items) or not parts.complete or mark is None:
        return Unknown()
    return Known(mark.join(as_text(value) for value in parts.items))


def _together(call: Call) -> Value:
    return Known("".join(as_text(value) for value in call.args))


TABLE: dict[str, Callable[[Call], Value]] = {
    **{f"strings.{name}": _made for name in _FUNCTIONS},
    "strings.Join": _joined,
    "fmt.Sprint": _together,
}
