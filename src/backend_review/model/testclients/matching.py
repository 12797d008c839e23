"""Which route answers a request: literal segments before parameters, unknown parts as any one segment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from backend_review.model.routes import FoundRoute, Place, normal_path
from backend_review.model.testclients.data import TestRequest
from backend_review.model.values import HOLE, text_of

_LITERAL, _PARAMETER, _WORD, _REST = 3, 2, 1.5, 1
_ALL, _NO_REST = 0, -1  # at the end: nothing is left, the rest of the path is empty
_REST_OF_PATH = re.compile(
    r"(\*\w*|:path>?\}?|<path:\w+>|\{\w+(?:\.\.\.|:path|\*|:\.[*+])\}|:\w+\([^)]*\.[*+][^)]*\))/?$"
)
_EMPTY_PART = re.compile(r"(?<=[^/:}])//(?=[^/])")
_EMPTY_END = re.compile(r"[^/:}]/$")
_NAME = re.compile(r"^(?:\{\?\})?\{@(?P<name>[^{}]+)\}")


def segments(path: str) -> list[str]:
    """The parts of a path, without what comes after ``?`` or ``#``, and without empty ones."""
    path = re.split(r"[?#]", path.replace(HOLE, "\0"))[0].replace("\0", HOLE)
    return [part for part in path.split("/") if part]


def fits(path: str, pattern: str) -> bool:
    """Whether a request's path is answered by a route's path, in any framework's way of writing it."""
    return _score(segments(path), segments(normal_path(pattern)), bool(_REST_OF_PATH.search(pattern))) is not None


class Matcher:
    """The routes of a project, to be found by the requests of its tests."""

    def __init__(self, routes: list[FoundRoute]) -> None:
        self.routes = routes
        self._parts = [segments(route.path) for route in routes]
        self._rest = [bool(_REST_OF_PATH.search(route.route.path)) for route in routes]
        self._optional = [route.route.path.rstrip("/").endswith("?") for route in routes]
        self._known: dict[tuple[str, str, str], list[int]] = {}

    def routes_of(self, request: TestRequest) -> list[int]:
        """The indexes of the routes that a request is answered by; several when they cannot be told apart."""
        key = (request.method, request.path, request.place.path)
        if key not in self._known:
            self._known[key] = self._find(request) if request.path else []
        found = self._known[key]
        if not found and request.handler is not None:
            return self._by_handler(request.handler, request.method)
        return found

    def _by_handler(self, place: Place, method: str) -> list[int]:
        found = [index for index, route in enumerate(self.routes) if route.route.handler.place == place]
        exact = [index for index in found if self._method_fits(method, self.routes[index])]
        return exact or found

    def _find(self, request: TestRequest) -> list[int]:
        """``/orders//lines`` was made of a key that is not known (an empty field of what the server answers with)."""
        path = re.split(r"[?#]", request.path.replace(HOLE, "\0"))[0].replace("\0", HOLE)
        filled = _EMPTY_PART.sub(f"/{HOLE}/", path)
        found = self._at(replace(request, path=filled)) if filled != path else []
        found = found or self._at(request)
        return found or (self._at(replace(request, path=f"{filled}{HOLE}")) if _EMPTY_END.search(path) else [])

    def _at(self, request: TestRequest) -> list[int]:
        fitting = [i for i, route in enumerate(self.routes) if self._method_fits(request.method, route)]
        named = _NAME.match(request.path)
        if named:
            return self._named(named["name"], request, fitting)
        parts = segments(request.path)
        found: list[int] = []
        if request.path.startswith(HOLE):  # a server's address, or a prefix that is not known
            found = self._matching(parts[1:], fitting, request)
            handlers = {self.routes[index].route.handler.place for index in found}
            below = [index for index in fitting if "".join(self._parts[index][:1]).startswith("{")]
            also = [index for index in below if self.routes[index].route.handler.place in handlers]
            found += [index for index in self._best(parts, also, request) if index not in found]  # mounted twice
        return found or self._matching(parts, fitting, request)

    def _matching(self, parts: list[str], fitting: list[int], request: TestRequest) -> list[int]:
        """The routes of a whole path, or below a prefix that it leaves out; these also before a route of nothing but
        parameters (``/{page}``), which takes any path."""
        whole = self._best(parts, fitting, request)
        named = not parts or any(_LITERAL in self._score_of(parts, index) for index in whole)
        return whole if named and whole else self._ending(parts, fitting, request) or whole

    def _score_of(self, parts: list[str], index: int) -> tuple[float, ...]:
        return _score(parts, self._parts[index], self._rest[index]) or ()

    @staticmethod
    def _method_fits(method: str, route: FoundRoute) -> bool:
        methods = route.methods
        return method == "*" or "*" in methods or method in methods or (method == "HEAD" and "GET" in methods)

    def _best(self, parts: list[str], fitting: list[int], request: TestRequest) -> list[int]:
        scored = []
        nearest = max((self._near(index, request) for index in fitting), default=0)
        for index in fitting:
            if self._catches_all(index):
                continue
            score = _score(parts, self._parts[index], self._rest[index])
            if score is None and self._optional[index]:
                score = _score(parts, self._parts[index][:-1], False)
            near = self._near(index, request)
            if score is not None and (_LITERAL in score or near >= nearest):
                scored.append((near, score, index))
        # An unknown part stands for a parameter; for a word of the path only when nothing else fits.
        return _top([item for item in scored if _WORD not in item[1]] or scored)

    def _catches_all(self, index: int) -> bool:
        """Whether a route takes whatever no other takes: files, a page for what is not found."""
        return self._rest[index] and len(self._parts[index]) == 1 and "*" in self.routes[index].methods

    def _ending(self, parts: list[str], fitting: list[int], request: TestRequest) -> list[int]:
        """Routes below a prefix that the test leaves out: its own app mounts the router without it."""
        scored = []
        for index in fitting:
            own = self._parts[index]
            prefix, rest = own[: max(len(own) - len(parts), 0)], own[max(len(own) - len(parts), 0) :]
            if not prefix or any(part.startswith("{") for part in prefix) or self._rest[index]:
                continue
            score = _score(parts, rest, False)
            if score is not None and _LITERAL in score and _WORD not in score:
                scored.append((self._near(index, request), score, index))
        nearest = max((self._near(index, request) for index in fitting), default=0)
        found = _top([item for item in scored if item[0] == nearest])
        return self._of_same_part(found, request)

    def _of_same_part(self, found: list[int], request: TestRequest) -> list[int]:
        """Of the routes of several applications those whose code is called like the test (``test_api_users.py`` and
        ``api/users.py``); none when that does not say which application the client is for."""
        if len({self.routes[index].path for index in found}) > 1:
            words = set(re.split(r"[/._]", request.place.path))
            shared = [len(words & set(re.split(r"[/._]", self.routes[i].route.handler.place.path))) for i in found]
            found = [index for index, count in zip(found, shared, strict=True) if count == max(shared)]
        return found if len({self.routes[index].path for index in found}) == 1 else []

    def _near(self, index: int, request: TestRequest) -> int:
        """How many folders the application and the test have in common."""
        count = 0
        for left, right in zip(
            self.routes[index].app.place.path.split("/")[:-1], request.place.path.split("/")[:-1], strict=False
        ):
            if left != right:
                break
            count += 1
        return count

    def _named(self, name: str, request: TestRequest, fitting: list[int]) -> list[int]:
        """Routes by their name, or by that of their handler (``auth.login``, ``users:detail``)."""
        *area, last = re.split(r"[.:]", name)
        names = [self._names(index) for index in range(len(self.routes))]
        for known in (names, [{re.split(r"[.:]", self.routes[i].route.handler.name)[-1]} for i in range(len(names))]):
            for wanted in (name, last):
                found = [index for index in fitting if wanted in known[index]]
                if found:
                    return self._of_area(found, area)
        return []

    def _names(self, index: int) -> set[str | None]:
        options_ = self.routes[index].route.options
        return {text_of(options_.get(key)) for key in ("name", "endpoint", "url_name")}

    def _of_area(self, found: list[int], area: list[str]) -> list[int]:
        """Of several routes with one name those whose path or module has most of the words before the name.

        None when they are too many to be the ways of one view.
        """
        if area and len(found) > 1:
            counts = []
            for index in found:
                route = self.routes[index]
                words = {*segments(route.path), *re.split(r"[/._]", route.route.handler.place.path)}
                counts.append(sum(word in words for word in area))
            found = [index for index, count in zip(found, counts, strict=True) if count == max(counts)]
        return found if len({self.routes[index].path for index in found}) <= 2 else []


def _top(scored: list[tuple[int, tuple[float, ...], int]]) -> list[int]:
    if not scored:
        return []
    best = max((near, score) for near, score, _ in scored)
    return [index for near, score, index in scored if (near, score) == best]


def _score(parts: list[str], own: list[str], rest: bool) -> tuple[float, ...] | None:
    """How well a request's segments fit a route's, one number a segment and one for the end; None if they do not."""
    if len(parts) != len(own) and not (rest and len(parts) >= len(own) - 1):
        return None
    score: list[float] = []
    for index, part in enumerate(own):
        last = rest and index == len(own) - 1
        given = parts[index] if index < len(parts) else ""
        if last:
            return (*score, _REST if given else _NO_REST) if _WORD not in score else None
        one = _segment(given, part)
        if one is None:
            return None
        score.append(one)
    return (*score, _ALL)


def _segment(given: str, own: str) -> float | None:
    if given == own and HOLE not in own:
        return _LITERAL
    if own == HOLE:
        return 0.5
    parameter = "{" in own
    if HOLE in given:
        if not parameter:
            return _WORD if given == HOLE or _like(given, own) else None
        return _PARAMETER + 0.5
    if not parameter:
        return None
    if own.startswith("{") and own.endswith("}") and own.count("{") == 1:
        return _PARAMETER
    pattern = ".+".join(re.escape(text) for text in re.split(r"\{[^{}]*\}", own))
    return _PARAMETER + 0.25 if re.fullmatch(pattern, given) else None


def _like(given: str, own: str) -> bool:
    return re.fullmatch(".*".join(re.escape(text) for text in given.split(HOLE)), own) is not None


def match(requests: Iterable[TestRequest], routes: list[FoundRoute]) -> dict[int, list[Place]]:
    """The places of the requests that each route answers, by the index of the route."""
    found: dict[int, dict[Place, None]] = {}
    for index, _, place in matches(requests, routes):
        found.setdefault(index, {}).setdefault(place)
    return {index: list(places) for index, places in sorted(found.items())}


def matches(requests: Iterable[TestRequest], routes: list[FoundRoute]) -> Iterator[tuple[int, str, Place]]:
    """The index of a route, the method that it was asked with (``*``: not known) and the place of the request."""
    matcher = Matcher(routes)
    for request in requests:
        for index in matcher.routes_of(request):
            yield index, request.method, request.place
