"""Following a program's start-up without running it: which routers it makes, and what it puts into them.

Module bodies and the functions they call are followed over values such as constants, lists, classes, objects and what
libraries make. Both sides of a condition are followed. What a library's functions do to routers is said by the
modules in ``frameworks/``; what is not known stays ``Unknown``, and is counted.
"""

from __future__ import annotations

from backend_review.model.evaluator.expressions import Expressions
from backend_review.model.evaluator.members import Members
from backend_review.model.evaluator.modules import Modules
from backend_review.model.evaluator.state import (
    MAX_STEPS_OF_MAIN,
    NOTHING,
    Call,
    Frame,
    Handler,
    Member,
    OnClass,
    OutOfSteps,
)
from backend_review.model.evaluator.statements import Statements


class Evaluator(Modules, Statements, Members, Expressions):
    """Follows the modules of a project."""


__all__ = ["MAX_STEPS_OF_MAIN", "NOTHING", "Call", "Evaluator", "Frame", "Handler", "Member", "OnClass", "OutOfSteps"]
