"""What a text is made of, and how a name gets its value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

# Types whose values hold no text of anybody's choosing.
NUMERIC_TYPE = re.compile(
    r"(?i)^[*\s:]*(optional\[)?(builtins\.)?(u?int(eger|8|16|32|64)?|float(32|64)?|double|number|bigint|bool(ean)?|"
    r"decimal(\.decimal)?|(datetime\.)?(date|datetime|time|timedelta)|uuid(\.uuid)?|uuid\d|time\.(time|duration)|date|"
    r"objectid|\w*enum|enum|literal\[.*\]|conint.*|positiveint|nonnegativeint|(keyof\s+.*)|\w+id)\]?(\s*\|"
    r"\s*(none|null|undefined|int|float|date|datetime))*$"
    r"|^[:\s]*(['\"][^'\"]*['\"]\s*\|?\s*)+$"
)

_LIST_OF = re.compile(
    r"^(?:readonly\s+)?(?:(?P<before>\[\]|\.\.\.)(?P<go>.+)|(?P<after>[\w.]+)\[\]|"
    r"(?:\w+\.)?(?:Array|ReadonlyArray|Set|List|Sequence|Iterable|Tuple|list|set|tuple|frozenset)[\[<](?P<inner>[^,]+)"
    r"(?:,\s*\.\.\.)?[\]>])$"
)
# Bindings that put more to what a name holds
GROWING = {"add", "more", "format"}


def takes_no_text(annotation: str) -> bool:
    """Whether values of a type hold no text of anybody's choosing: numbers, dates and the like, and lists of them."""
    annotation = annotation.strip()
    if not annotation:
        return False
    found = _LIST_OF.match(annotation)
    inner = (found["go"] or found["after"] or found["inner"]) if found else annotation
    return NUMERIC_TYPE.match(inner.strip()) is not None


@dataclass(frozen=True)
class Hole:
    """A place in a text whose content is not known.

    ``origin`` is ``parameter``, ``local`` (bound to something that could not be followed), ``attribute``, ``call``,
    ``item`` (a subscript) or ``other``; ``annotation`` is the declared type where there is one.
    """

    node: Node
    text: str
    origin: str
    annotation: str = ""


Part = str | Hole


@dataclass(frozen=True)
class Binding:
    """One way a name gets its value: ``set``, ``add``, ``loop``, ``index``, ``parameter`` or ``opaque``.

    ``more`` is a ``set`` that makes the new value from the old one: ``q = q + x``, ``l = append(l, x)``.
    """

    kind: str
    start: int
    end: int
    value: Node | None
    block: tuple[int, int]
    annotation: str = ""


def merged(parts: list[Part]) -> list[Part]:
    """The parts with neighbouring constants joined, and empty ones left out."""
    joined: list[Part] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return joined
