"""Go: what rows are put into."""

from __future__ import annotations

from backend_review.model.uses import Use
from backend_review.model.values import Thing, Unknown, options


def destination(use: Use, index: int = 0) -> tuple[str, bool]:
    """The model that an argument's rows are of, and whether it is one object; "" when nothing tells."""
    for item in options(use.arg(index) or Unknown()):
        if isinstance(item, Thing):
            if item.type.startswith("[]"):
                return item.type.lstrip("[]*&").rpartition(".")[2], False
            if item.kind is not None:
                return item.kind.klass.name, True
    return "", False
