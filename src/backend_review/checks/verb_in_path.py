"""A path that says with a verb what the method says already."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import open_to_all, place_match, title, way
from backend_review.finding import Match

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
        segments = found.path.split("/")
        for position, segment in enumerate(segments):
            verb = _VERB.match(segment)
            if verb is None or not _repeats(verb.group(1), found.methods) or "batch" in segments or "bulk" in segments:
                continue
            after = [part for part in segments[position + 1 :] if not part.startswith("{")]
            if after and not verb.group(2):
                continue  # a word of the path rather than what is done: /email/change/code
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


def _repeats(verb: str, methods: tuple[str, ...]) -> bool:
    """Whether a method says what the verb does. A GET of /users/create is the page with the form."""
    return _METHOD[verb] == "GET" or bool({"POST", "PUT", "PATCH", "DELETE"} & set(methods))


def _is_rpc(path: str) -> bool:
    return re.search(r"(?i)rpc|graphql|\.(get|list|create|update|delete)$", path) is not None
