"""Which tests call which routes.

``match(requests_in(project, project.modules(), evaluator), backend.routes)`` gives the places in tests by route.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from backend_review.index.program import Module
from backend_review.index.project import Project
from backend_review.model.evaluator import Evaluator
from backend_review.model.testclients.data import TestRequest
from backend_review.model.testclients.matching import Matcher, match, matches
from backend_review.model.testclients.running import Tester

# What a module has that tests routes: a client's method, a helper that is handed a method, a path.
_ASKS = re.compile(
    r"""\.(?:get|post|put|patch|delete|head|options|request|open|inject|fetch|del|Get|Post|Put|Delete)\(|\bfetch\(|"""
    r"""NewRequest|['"`](?:GET|POST|PUT|PATCH|DELETE)['"`]|\bMethod(?:Get|Post|Put|Patch|Delete)\b|['"`]/\w|axios|"""
    r"""reverse\(|url_for|httptest|TestClient|APIRequestFactory"""
)


def requests_in(project: Project, modules: Iterable[Module], evaluator: Evaluator | None = None) -> list[TestRequest]:
    """The requests that the tests among modules make, in the order of the modules.

    ``evaluator`` is the one that followed the project's start-up, so that its modules need not be followed again.
    """
    tester = Tester(project, evaluator)
    found: list[TestRequest] = []
    for module in modules:
        if module.file.role == "test" and (_ASKS.search(module.file.text) or tester.clients.used_by(module)):
            found.extend(tester.run_module(module))
    return found


__all__ = ["Matcher", "TestRequest", "match", "matches", "requests_in"]
