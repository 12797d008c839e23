"""The responses of a file and the errors in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._syntax import find_all, positions, text_of
from backend_review.checks.leaked_error_detail.callers import is_caught
from backend_review.checks.leaked_error_detail.carried import Errors
from backend_review.checks.leaked_error_detail.innocent import is_guarded, is_held, lower
from backend_review.checks.leaked_error_detail.sent import sent
from backend_review.finding import Audience, Confidence, Match, Severity
from backend_review.index.project import Project
from backend_review.messages import shorten

_RULE = "leaked-error-detail"

_QUERIES = {
    "python": "[(call) (return_statement)] @x",
    "javascript": "[(call_expression) (new_expression) (assignment_expression)] @x",
    "typescript": "[(call_expression) (new_expression) (assignment_expression)] @x",
    "go": "(call_expression) @x",
}


# https://docs.nestjs.com/exception-filters#throwing-standard-exceptions: an object is the whole body, as it is.
_TAKES_BODY = re.compile(r"^\w+Exception$")


def _is_the_object(node: Node, value: Node) -> bool:
    """Whether NestJS is given the error itself for the body, not its text."""
    made = text_of(node.child_by_field_name("constructor")) if node.type == "new_expression" else ""
    return value.type == "identifier" and _TAKES_BODY.match(made) is not None


class Leaks(Errors):
    """The responses of a file and the errors in them."""

    def find(self, project: Project) -> Iterator[Match]:
        self.project = project
        lines: set[int] = set()
        sinks = find_all(self.file, self.root, _QUERIES[self.file.language])
        writers = self.file.language != "go" or re.search(
            r"ResponseWriter|gin\b|echo\b|fiber\b|fasthttp", self.file.text
        )
        if not writers:
            return
        for node in sorted(sinks, key=lambda item: (item.start_byte, -item.end_byte)):
            values, status = sent(self.kind, node)
            for value in values:
                caught = self.carries(value)
                if caught is None or node.start_point.row in lines:
                    continue
                if self.kind != "python" and is_guarded(node):
                    continue
                lowered = lower(self.kind, node, status, caught)
                if lowered is None or is_caught(self.file, node, project):
                    continue
                lines.add(node.start_point.row)
                yield self._match(node, value, lowered or (self.kind == "javascript" and is_held(node, value)))

    def _match(self, node: Node, value: Node, lower: bool) -> Match:
        start, end = positions(self.file, node)
        what = shorten(text_of(value))
        if lower:
            message = (
                f"`{what}` sends the text of the error to the client: fine when it was made for the client, not when a library wrote it. "
                "Answer with a message of your own unless you raised the error."
            )
        elif _is_the_object(node, value):
            message = (
                f"`{what}` is sent as JSON: all members of the error that are enumerable, which of a file's or a database's error are "
                "its path, code, query or host. Log it and answer with a fixed message."
            )
        else:
            message = (
                f"`{what}` sends the text of an unexpected error to the client, which shows queries, paths, hosts and library internals. "
                "Log it and answer with a fixed message."
            )
        return Match(
            rule=_RULE,
            path=self.file.path,
            start=start,
            end=end,
            message=message,
            variant=f"{_RULE}.{self.kind}",
            severity=Severity.INFO if lower else None,
            audience=Audience.PEDANTIC if lower else None,
            confidence=Confidence.LOW if lower else Confidence.MEDIUM,
        )
