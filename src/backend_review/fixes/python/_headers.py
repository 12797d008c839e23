"""Headers that are written out: their values."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.python._codemod import Parsed


def value_beside(module: Parsed, label: cst.SimpleString) -> cst.BaseExpression | None:
    """The value that a header's name stands beside, in a dictionary, pair, call or assignment to an item."""
    for above in module.ancestors(label):
        if isinstance(above, cst.DictElement):
            return above.value if above.key is label else None
        if isinstance(above, cst.Tuple):
            return above.elements[1].value if len(above.elements) == 2 else None
        if isinstance(above, cst.Call):
            values = [item.value for item in above.args]
            return values[1] if len(values) > 1 and values[0] is label else None
        if isinstance(above, cst.Assign):
            return above.value if above.value is not label else None
        if isinstance(above, (cst.SimpleStatementLine, cst.BaseCompoundStatement)):
            return None
    return None
