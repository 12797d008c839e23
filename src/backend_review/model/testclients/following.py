"""Following one function of a test after the other: what all of them share."""

from __future__ import annotations

from backend_review.index.project import Project
from backend_review.model.evaluator import Evaluator, OutOfSteps
from backend_review.model.routes import Place
from backend_review.model.testclients.data import TestRequest
from backend_review.model.testclients.goclients import Clients
from backend_review.model.values import Callee, Value

_STEPS = 30_000_000
STEPS_OF_TEST = 60_000
MAX_ROWS = 60  # of a table of parameters


class Follower(Evaluator):
    """An evaluator that follows functions of tests, each with so many steps, and knows which of them it is in."""

    def __init__(self, project: Project, evaluator: Evaluator | None) -> None:
        super().__init__(project, {}, evaluator.types if evaluator is not None else None)
        if evaluator is not None:
            # What the modules' bodies made is known already.
            self.scopes, self.exports, self.stars = evaluator.scopes, evaluator.exports, evaluator.stars
            self.kinds = evaluator.kinds
        self.limit = _STEPS
        self.requests: dict[TestRequest, None] = {}
        self.own_routes: list[tuple[str, str, Place | None]] = []  # of the module's own routers
        self._module = ""
        self._titles: list[str] = []
        self._stack: list[Place] = []
        self.clients = Clients(project)

    def safely(self, title: str, function: Callee, args: list[Value], named: dict[str, Value]) -> None:
        """Follow a function of a test; one that takes too long costs itself."""
        outer = self.limit
        self.limit = min(outer, self.steps + STEPS_OF_TEST)
        self._titles, self._stack = [title], []
        try:
            self.invoke(function, args, named, None)
        except (OutOfSteps, RecursionError):
            self.unknown["tests too long to follow"] += 1
        finally:
            self.limit, self.running = outer, []
            self._titles = []
