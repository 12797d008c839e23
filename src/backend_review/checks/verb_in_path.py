"""A path that says with a verb what the method says already."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import open_to_all, place_match, title, way
from backend_review.finding import Match
from backend_review.model.routes import FoundRoute

# /getUsers, /create-order, /delete_user; /users/delete/{id}: the methods' own work, not an action like /orders/{id}/cancel.
_VERB = re.compile(
    r"^(get|fetch|list|create|add|new|insert|save|update|edit|modify|change|delete|remove|destroy)(?=$|[-_A-Z])(.*)$"
)
_METHOD = {
    "get": "GET", "fetch": "GET", "list": "GET", "create": "POST", "add": "POST", "new": "POST", "insert": "POST",
    "save": "PUT", "update": "PATCH", "edit": "PATCH", "modify": "PATCH", "change": "PATCH", "delete": "DELETE",
    "remove": "DELETE", "destroy": "DELETE",
}  # fmt: skip


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each route whose path repeats the method."""
    for found in backend.routes:
        if found.route.kind != "http" or open_to_all(found) or _is_rpc(found.path):
            continue
        for segment in found.path.split("/"):
            verb = _VERB.match(segment)
            if verb is None or (found.path.endswith("/" + segment) and segment in {"new", "edit"}):
                continue  # forms of server-rendered pages are at /users/new and /users/{id}/edit
            rest = verb.group(2).lstrip("-_")
            noun = f"/{rest[0].lower()}{rest[1:]}" if rest else found.path.replace(f"/{segment}", "", 1) or "/"
            yield place_match(
                "verb-in-path",
                found.route.place,
                f"`{title(found)}` says `{verb.group(1)}` in its path, which the method says already. "
                f"Name the thing and let the method say what happens to it: `{_METHOD[verb.group(1)]} {noun}`.",
                trace=way(found),
            )
            break


def _is_rpc(path: str) -> bool:
    return re.search(r"(?i)rpc|graphql|\.(get|list|create|update|delete)$", path) is not None


__all__ = ["FoundRoute", "judge"]
