"""Whether the list that a route answers with is paged, told from the side reads along the way."""

from __future__ import annotations

from backend_review.model.effects import Effect
from backend_review.model.paging import paged
from backend_review.model.routes import FoundRoute, Guard, Handler, Place, Route, Router
from backend_review.model.values import Filter

HERE = Place("app.ts", 1)


def judged(route: str, *effects: tuple[str, str, str | None], asked_by: tuple[str, ...] = ()) -> bool | None:
    method, _, path = route.partition(" ")
    found = FoundRoute(
        Route((method,), path, Handler("h", HERE), HERE), path, Router("x", HERE, is_app=True), list[Guard](), False
    )
    filters = tuple(Filter(column) for column in asked_by)
    return paged(found, [Effect(kind, what, HERE, bound, filters=filters) for kind, what, bound in effects], None)


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


def test_a_path_that_ends_with_the_key_of_a_parent_lists_its_children() -> None:
    assert judged("GET /funnels/{site}", ("read_many", "funnels", None), asked_by=("siteId",)) is False
    assert judged("GET /list-members/{org}", ("read_many", "member", None), asked_by=("organization_id",)) is False
    assert judged("GET /users/{id}", ("read_many", "users", None), asked_by=("userId",)) is None
    assert judged("GET /posts/{slug}", ("read_many", "posts", None), asked_by=("slug",)) is None
    assert judged("GET /profile/{user}", ("read_many", "profile", None), asked_by=("userId",)) is None
