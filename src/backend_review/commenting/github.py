"""What we ask GitHub: a pull request's state, and the few ways to change it.

REST: https://docs.github.com/en/rest/pulls/reviews ; conversations are resolved by GraphQL alone:
https://docs.github.com/en/graphql/reference/mutations#resolvereviewthread
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from backend_review.commenting.markers import FINDING, MODEL, REVIEW, Marker, marker_of
from backend_review.commenting.patches import DiffFile, parse
from backend_review.commenting.plan import NewComment
from backend_review.commenting.state import OwnComment, OwnSummary, PullRequest, Thread
from backend_review.commenting.texts import is_summary
from backend_review.commenting.transport import ApiError, ForbiddenError, Transport

_PAGE = 100
_FILE_PAGES = 30  # GitHub lists no more than 3,000 files
_COMMENT_PAGES = 50
_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")

_THREADS = """
query($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) { pullRequest(number: $number) { reviewThreads(first: 100, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { id isResolved resolvedBy { login } comments(first: 1) { nodes { databaseId } } }
  } } }
}"""
_RESOLVE = "mutation($id: ID!) { resolveReviewThread(input: {threadId: $id}) { thread { isResolved } } }"
_REOPEN = "mutation($id: ID!) { unresolveReviewThread(input: {threadId: $id}) { thread { isResolved } } }"


class _User(msgspec.Struct):
    login: str = ""


class _Head(msgspec.Struct):
    sha: str


class _Pull(msgspec.Struct):
    head: _Head


class _File(msgspec.Struct):
    filename: str
    patch: str | None = None


class _Comment(msgspec.Struct):
    id: int
    body: str | None = ""
    path: str = ""
    user: _User | None = None
    line: int | None = None
    start_line: int | None = None
    in_reply_to_id: int | None = None


class _Review(msgspec.Struct):
    id: int
    body: str | None = ""
    state: str = ""
    user: _User | None = None


class GitHub:
    """One pull request of one repository."""

    def __init__(self, transport: Transport, graphql: str, repository: str, number: int) -> None:
        self._transport = transport
        self._graphql_url = graphql
        self._owner, _, self._name = repository.partition("/")
        self._number = number
        self._pull = f"/repos/{repository}/pulls/{number}"
        self._issue = f"/repos/{repository}/issues"

    def head(self) -> str:
        """The commit that the pull request is at."""
        sha: str = _read(self._transport.request("GET", self._pull).body, _Pull).head.sha
        if not _SHA.fullmatch(sha):
            raise ApiError("the pull request has no head commit")
        return sha

    def state(self, head: str, name: str, *, may_write: bool = True) -> PullRequest:
        """The pull request with what we wrote in it before; ``may_write`` allows a draft to learn who we are."""
        files: dict[str, DiffFile] = {}
        for item in self._listed(f"{self._pull}/files", _FILE_PAGES, _File):
            files[item.filename] = parse(item.filename, item.patch)
        me = self._login() or (self._login_by_draft(head, name) if may_write else "")
        comments, summaries = self._own(me, name) if me else ((), ())
        return PullRequest(
            number=self._number,
            head=head,
            files=files,
            me=me,
            comments=comments,
            summaries=summaries,
            files_cut=len(files) >= _FILE_PAGES * _PAGE,
        )

    def post_review(self, commit: str, body: str, comments: Sequence[NewComment]) -> None:
        """Post one review. Raises RefusedError when one of its lines is refused: then nothing was posted."""
        payload = {**_review(commit, body, comments), "event": "COMMENT"}
        self._transport.request("POST", f"{self._pull}/reviews", payload, creates=True)

    def would_take(self, commit: str, body: str, comments: Sequence[NewComment]) -> bool:
        """Whether a review with these comments would be taken: tried as a draft, which nobody sees and we delete."""
        try:
            made = self._transport.request(
                "POST", f"{self._pull}/reviews", _review(commit, body, comments), creates=True
            )
        except ApiError as error:
            if error.status == 422:
                return False
            raise
        self._transport.request("DELETE", f"{self._pull}/reviews/{_read(made.body, _Review).id}")
        return True

    def drop_drafts(self, me: str, marker: Marker) -> None:
        """Delete a draft of ours that an interrupted run left: there can be only one."""
        for review in self._listed(f"{self._pull}/reviews", _COMMENT_PAGES, _Review):
            mine = review.user is not None and review.user.login == me
            if mine and review.state == "PENDING" and marker_of(review.body or "") == marker:
                self._transport.request("DELETE", f"{self._pull}/reviews/{review.id}")

    def keys(self, me: str, name: str) -> set[tuple[str, str]]:
        """Which of our line comments are there, as (kind, key)."""
        return {(own.marker.kind, own.marker.key) for own in self._own_comments(me, name)}

    def rewrite(self, comment: int, body: str) -> None:
        """Change the text of a line comment."""
        self._transport.request("PATCH", f"{self._pull.rsplit('/', 1)[0]}/comments/{comment}", {"body": body})

    def write_summary(self, comment: int, body: str) -> None:
        """Write the summary, or rewrite it."""
        if comment:
            self._transport.request("PATCH", f"{self._issue}/comments/{comment}", {"body": body})
        else:
            self._transport.request("POST", f"{self._issue}/{self._number}/comments", {"body": body}, creates=True)

    def summaries(self, me: str, name: str) -> tuple[OwnSummary, ...]:
        """The summaries that are ours, the oldest first."""
        listed = self._listed(f"{self._issue}/{self._number}/comments", _COMMENT_PAGES, _Comment)
        return tuple(
            OwnSummary(item.id, item.body or "")
            for item in listed
            if _by(item, me) and is_summary(marker_of(item.body or ""), name)
        )

    def resolve(self, thread: str) -> None:
        """Close a conversation. Raises ForbiddenError when the token may not."""
        self._graphql(_RESOLVE, {"id": thread})

    def reopen(self, thread: str) -> None:
        """Open a conversation again. Raises ForbiddenError when the token may not."""
        self._graphql(_REOPEN, {"id": thread})

    def _own(self, me: str, name: str) -> tuple[tuple[OwnComment, ...], tuple[OwnSummary, ...]]:
        comments = self._own_comments(me, name)
        if comments:
            threads = self._threads()
            comments = [msgspec.structs.replace(item, thread=threads.get(item.id)) for item in comments]
        return tuple(comments), self.summaries(me, name)

    def _own_comments(self, me: str, name: str) -> list[OwnComment]:
        """Our line comments: written by our login, and beginning with our marker; none that answers another."""
        own = []
        for item in self._listed(f"{self._pull}/comments", _COMMENT_PAGES, _Comment):
            marker = marker_of(item.body or "")
            if marker is None or marker.name != name or marker.kind not in {FINDING, MODEL} or not marker.key:
                continue
            if _by(item, me) and item.in_reply_to_id is None:
                line = item.line or 0
                own.append(OwnComment(item.id, marker, item.body or "", item.path, item.start_line or line, line))
        return own

    def _threads(self) -> dict[int, Thread]:
        """Conversations by the id of their first comment; none when the token may not read them."""
        threads: dict[int, Thread] = {}
        after = None
        for _ in range(_COMMENT_PAGES):
            variables = {"owner": self._owner, "name": self._name, "number": self._number, "after": after}
            try:
                data = self._graphql(_THREADS, variables, writes=False)
                listed = data["repository"]["pullRequest"]["reviewThreads"]
                for node in listed["nodes"]:
                    for first in node["comments"]["nodes"]:
                        by = (node.get("resolvedBy") or {}).get("login", "")
                        threads[first["databaseId"]] = Thread(node["id"], node["isResolved"], by)
                page = listed["pageInfo"]
            except (ForbiddenError, KeyError, TypeError):
                return threads
            if not page["hasNextPage"]:
                return threads
            after = page["endCursor"]
        return threads

    def _login(self) -> str:
        """Whose token it is, "" when nobody says. A job's own may ask GraphQL only, some others only REST."""
        try:
            found = self._graphql("{ viewer { login } }", {}, writes=False)["viewer"]["login"]
        except (ApiError, KeyError, TypeError):
            try:
                found = _read(self._transport.request("GET", "/user").body, _User).login
            except ApiError:
                return ""
        return found if isinstance(found, str) else ""

    def _login_by_draft(self, head: str, name: str) -> str:
        """Who a draft is by, which nobody else sees and which is deleted: the last way to learn whose token it is."""
        try:
            draft = _review(head, f"{Marker(name, REVIEW)}\n", ())
            made = _read(self._transport.request("POST", f"{self._pull}/reviews", draft, creates=True).body, _Review)
            self._transport.request("DELETE", f"{self._pull}/reviews/{made.id}")
        except ApiError:
            return ""
        return made.user.login if made.user is not None else ""

    def _graphql(self, query: str, variables: dict[str, Any], writes: bool = True) -> Any:
        asked = {"query": query, "variables": variables}
        body = self._transport.request("POST", self._graphql_url, asked, writes=writes).body
        if not isinstance(body, dict):
            raise ApiError("GraphQL gave no object")
        errors = body.get("errors")
        if errors:
            first = errors[0] if isinstance(errors, list) and isinstance(errors[0], dict) else {}
            said = self._transport.redact(str(first.get("message", ""))[:300])
            if first.get("type") in {"FORBIDDEN", "INSUFFICIENT_SCOPES", "NOT_FOUND"}:
                raise ForbiddenError(said, 403)
            raise ApiError(said or "GraphQL refused")
        return body.get("data")

    def _listed(self, path: str, pages: int, form: Any) -> list[Any]:
        return [
            item
            for page in self._transport.pages(f"{path}?per_page={_PAGE}", pages)
            for item in _read(page, list[form])
        ]


def _by(item: _Comment, me: str) -> bool:
    """Whether a comment is ours; an app's login ends in ``[bot]`` here and where ``_login`` asks."""
    return bool(me) and item.user is not None and item.user.login == me


def _review(commit: str, body: str, comments: Sequence[NewComment]) -> dict[str, Any]:
    return {"commit_id": commit, "body": body, "comments": [_line_comment(item) for item in comments]}


def _line_comment(item: NewComment) -> dict[str, Any]:
    place = item.anchor
    made: dict[str, Any] = {"path": place.path, "body": item.body, "line": place.line, "side": "RIGHT"}
    if place.start < place.line:
        made |= {"start_line": place.start, "start_side": "RIGHT"}
    return made


def _read(body: Any, form: Any) -> Any:
    """A part of an answer in the form that we expect. Raises ApiError when it has another."""
    try:
        return msgspec.convert(body, form)
    except msgspec.MsgspecError as error:
        raise ApiError(f"an answer has an unknown form: {error}") from error
