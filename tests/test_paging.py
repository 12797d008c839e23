"""Whether the list that a route answers with is paged, told from the side reads along the way."""

from __future__ import annotations

from backend_review.model.effects import Effect
from backend_review.model.paging import paged
from backend_review.model.routes import FoundRoute, Guard, Handler, Place, Route, Router

HERE = Place("app.ts", 1)


def judged(route: str, *effects: tuple[str, str, str | None]) -> bool | None:
    method, _, path = route.partition(" ")
    found = FoundRoute(
        Route((method,), path, Handler("h", HERE), HERE), path, Router("x", HERE, is_app=True), list[Guard](), False
    )
    return paged(found, [Effect(kind, what, HERE, bound) for kind, what, bound in effects], None)


def test_what_the_path_names_is_the_answer() -> None:
    rights = ("read_many", "spaceMembers", None)
    assert judged("POST /comments", rights, ("read_many", "comments", "parameter")) is True
    assert judged("GET /comments", ("read_many", "comments", None), ("read_many", "roles", "constant")) is False
    assert judged("GET /feed", rights, ("read_many", "posts", "constant")) is True
    assert judged("GET /feed", rights) is False
    assert judged("GET /events/{site}", rights, ("read_many", "events", "parameter")) is True


def test_what_answers_with_no_list_is_neither() -> None:
    assert judged("GET /users", ("read_one", "users", None)) is None
    assert judged("GET /users/{id}", ("read_many", "roles", None)) is None
    assert judged("POST /users", ("read_many", "users", None), ("write", "users", None)) is None
    assert judged("POST /comments/info", ("read_one", "comments", None), ("read_many", "roles", None)) is None
