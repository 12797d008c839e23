"""A request that a test makes."""

from __future__ import annotations

from dataclasses import dataclass

from backend_review.model.routes import Place


@dataclass(slots=True, frozen=True)
class TestRequest:
    """A request of a test. ``place`` is in the test itself, also when a helper makes the request.

    ``method`` is upper case, ``*`` when it is not known. ``path`` has holes (``{?}``) for what is not known and
    ``{@name}`` for the address of the route of that name (``reverse("name")``); "" when the handler is called itself.
    ``handler`` is where the handler begins that is known to be called: directly, or through a router of the test's own.
    """

    __test__ = False

    method: str
    path: str
    place: Place
    test_name: str
    handler: Place | None = None
