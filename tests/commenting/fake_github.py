"""A stand-in for GitHub's REST and GraphQL API on this machine, with the limits that the real one has.

    with FakeGitHub() as hub:
        hub.change("app.py", before, after)
        ... requests to hub.url with Authorization: Bearer <a key of hub.tokens> ...
        hub.comments, hub.reviews, hub.issue_comments

One repository with one pull request. After GitHub's documentation and the messages of its errors, not recorded traffic:
- lists have at most 100 items a page (30 unless asked), with a Link header; at most 3,000 files;
- a review is taken whole or not at all: 422 for a line that the diff does not show, for lines of two hunks, an empty or
  too long body (65,536 characters), an unknown commit, a second draft of one person;
- who may write may change everybody's comments (so that a test sees when the tool touches a stranger's);
- a job's own token does not answer /user, and may be refused to resolve conversations; a fork's only reads.
``fail`` scripts anything else: rate limits, errors of the server, redirects, connections that end.
"""

from __future__ import annotations

import difflib
import gzip
import json
import re
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

OWNER, NAME, NUMBER = "octo", "shop", 7
HEAD = "5" * 40
BOT = "github-actions[bot]"
BODY_LIMIT = 65_536


@dataclass
class Token:
    """Who a token is and what it may do."""

    login: str = BOT
    write: bool = True
    resolve: bool = True
    rest_user: bool = False  # /user answers
    graphql: bool = True


@dataclass
class Failure:
    """An answer given instead of the real one, ``times`` times. ``after``: the request is carried out all the same."""

    method: str
    path: str
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None
    times: int = 1
    after: bool = False
    cut: bool = False  # the connection ends without an answer


@dataclass
class Request:
    """What arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any
    login: str


class RefusalError(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, message: str, errors: list[Any] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"message": message, "documentation_url": "https://docs.github.com/rest"}
        if errors is not None:
            self.body["errors"] = errors


class FakeGitHub:
    """The state, and the server that shows it."""

    def __init__(self) -> None:
        self.tokens: dict[str, Token] = {"job-token-1234567890": Token()}
        self.head = HEAD
        self.files: list[dict[str, Any]] = []
        self.shown: dict[str, list[range]] = {}  # path → the lines of the new file in each hunk
        self.comments: list[dict[str, Any]] = []
        self.threads: list[dict[str, Any]] = []
        self.reviews: list[dict[str, Any]] = []
        self.issue_comments: list[dict[str, Any]] = []
        self.requests: list[Request] = []
        self.failures: list[Failure] = []
        self.stubborn: set[tuple[str, int]] = set()  # lines that are refused though the diff shows them
        self.zipped = True
        self.prefix = ""  # "/api/v3" on a server of one's own
        self._id = 1000
        self._lock = threading.RLock()
        hub = self

        class Handler(_Handler):
            github = hub

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True

    def __enter__(self) -> FakeGitHub:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}{self.prefix}"

    def change(self, path: str, before: str, after: str, *, patch: bool = True) -> None:
        """A file that the pull request changes; ``patch=False`` is one whose diff is too large to be shown."""
        old, new = before.split("\n"), after.split("\n")
        rows: list[str] = []
        shown: list[range] = []
        for group in difflib.SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(3):
            first, last = group[0], group[-1]
            rows.append(f"@@ -{first[1] + 1},{last[2] - first[1]} +{first[3] + 1},{last[4] - first[3]} @@ def f():")
            shown.append(range(first[3] + 1, last[4] + 1))
            for kind, i, j, k, m in group:
                if kind == "equal":
                    rows += [f" {line}" for line in new[k:m]]
                else:
                    rows += [f"-{line}" for line in old[i:j]] + [f"+{line}" for line in new[k:m]]
        entry = {"filename": path, "status": "modified", "sha": "0" * 40, "patch": "\n".join(rows)}
        if not patch:
            del entry["patch"]
            shown = []
        self.files = [item for item in self.files if item["filename"] != path] + [entry]
        self.shown[path] = shown

    def fail(self, method: str, path: str, status: int = 500, **more: Any) -> None:
        self.failures.append(Failure(method, path, status, **more))

    def writes(self) -> list[Request]:
        """The requests that change something."""
        return [item for item in self.requests if item.method != "GET" and "query" not in (item.body or {})] + [
            item for item in self.requests if "mutation" in str((item.body or {}).get("query", ""))
        ]

    def comment_by(self, login: str, body: str, path: str = "app.py", line: int = 1) -> dict[str, Any]:
        """A line comment that somebody wrote."""
        made = {"id": self.new_id(), "body": body, "path": path, "line": line, "user": {"login": login}}
        self.comments.append(made)
        self.threads.append({"id": f"T{made['id']}", "comment": made["id"], "resolved": False, "by": None})
        return made

    def thread_of(self, comment: int) -> dict[str, Any]:
        return next(thread for thread in self.threads if thread["comment"] == comment)

    def new_id(self) -> int:
        self._id += 1
        return self._id

    # What follows answers requests.

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: Any, token: Token | None) -> Any:
        """The body of the answer, a list for a page of a listing. Raises RefusalError."""
        pull = f"/repos/{OWNER}/{NAME}/pulls/{NUMBER}"
        issue = f"/repos/{OWNER}/{NAME}/issues"
        if method != "GET" and path.startswith("/repos/") and (token is None or not token.write):
            raise RefusalError(403, "Resource not accessible by integration")
        routes = {
            ("GET", pull): lambda: {"number": NUMBER, "head": {"sha": self.head}},
            ("GET", f"{pull}/files"): lambda: self.files[:3000],
            ("GET", f"{pull}/comments"): lambda: self.comments,
            ("GET", f"{pull}/reviews"): lambda: self._reviews(token),
            ("POST", f"{pull}/reviews"): lambda: self._review(body, token),
            ("GET", f"{issue}/{NUMBER}/comments"): lambda: self.issue_comments,
            ("POST", f"{issue}/{NUMBER}/comments"): lambda: self._issue_comment(body, token),
            ("GET", "/user"): lambda: self._user(token),
            ("POST", "/graphql"): lambda: self._graphql(body, token),
        }
        if (method, path) in routes:
            return routes[(method, path)]()
        comment = re.fullmatch(rf"/repos/{OWNER}/{NAME}/(pulls|issues)/comments/(\d+)", path)
        if comment and method == "PATCH":
            where = self.comments if comment.group(1) == "pulls" else self.issue_comments
            found = self._found(where, int(comment.group(2)))
            found["body"] = _body(body)
            return found
        review = re.fullmatch(rf"{pull}/reviews/(\d+)", path)
        if review and method == "DELETE":
            found = self._found(self.reviews, int(review.group(1)))
            if found["state"] != "PENDING":
                raise RefusalError(422, "Can not delete a non-pending pull request review")
            self.reviews.remove(found)
            return found
        raise RefusalError(404, "Not Found")

    def _found(self, where: list[dict[str, Any]], number: int) -> dict[str, Any]:
        for item in where:
            if item["id"] == number:
                return item
        raise RefusalError(404, "Not Found")

    def _user(self, token: Token | None) -> dict[str, Any]:
        if token is None:
            raise RefusalError(401, "Requires authentication")
        if not token.rest_user:
            raise RefusalError(403, "Resource not accessible by integration")
        return {"login": token.login}

    def _reviews(self, token: Token | None) -> list[dict[str, Any]]:
        """All reviews; drafts are seen by their authors alone."""
        login = token.login if token else ""
        return [item for item in self.reviews if item["state"] != "PENDING" or item["user"]["login"] == login]

    def _review(self, body: Any, token: Token | None) -> dict[str, Any]:
        assert token is not None
        event = body.get("event")
        if any(item["state"] == "PENDING" and item["user"]["login"] == token.login for item in self.reviews):
            raise RefusalError(422, "Unprocessable Entity", ["User can only have one pending review per pull request"])
        if body.get("commit_id", self.head) != self.head:
            raise RefusalError(422, "Unprocessable Entity", ["commit_id is not part of the pull request"])
        text = _body(body) if event == "COMMENT" else body.get("body", "")
        wanted = body.get("comments", [])
        for item in wanted:
            self._check_line(item)
        made = {"id": self.new_id(), "body": text, "user": {"login": token.login}, "commit_id": self.head}
        made["state"] = "COMMENTED" if event == "COMMENT" else "PENDING"
        made["comments"] = wanted
        self.reviews.append(made)
        if event == "COMMENT":
            for item in wanted:
                comment = {**item, "id": self.new_id(), "user": {"login": token.login}, "review": made["id"]}
                self.comments.append(comment)
                self.threads.append(
                    {"id": f"T{comment['id']}", "comment": comment["id"], "resolved": False, "by": None}
                )
        return made

    def _check_line(self, item: Any) -> None:
        _body(item)
        hunks = self.shown.get(item.get("path"))
        if hunks is None:
            raise RefusalError(422, "Unprocessable Entity", ["Path could not be resolved"])
        line, start = item.get("line"), item.get("start_line")
        hunk = next((hunk for hunk in hunks if line in hunk), None)
        if hunk is None or item.get("side") != "RIGHT" or (item["path"], line) in self.stubborn:
            raise RefusalError(422, "Unprocessable Entity", ["Line could not be resolved"])
        if start is not None and (start >= line or start not in hunk or item.get("start_side") != "RIGHT"):
            raise RefusalError(
                422, "Unprocessable Entity", ["Start line must precede the end line and be part of the same hunk"]
            )

    def _issue_comment(self, body: Any, token: Token | None) -> dict[str, Any]:
        assert token is not None
        made = {"id": self.new_id(), "body": _body(body), "user": {"login": token.login}}
        self.issue_comments.append(made)
        return made

    def _graphql(self, body: Any, token: Token | None) -> dict[str, Any]:
        if token is None:
            raise RefusalError(401, "Requires authentication")
        refused = {"data": None, "errors": [{"type": "FORBIDDEN", "message": "Resource not accessible by integration"}]}
        query, variables = body["query"], body.get("variables", {})
        if not token.graphql:
            raise RefusalError(403, "Resource not accessible by integration")
        if "viewer" in query:
            return {"data": {"viewer": {"login": token.login}}}
        if "mutation" in query:
            if not token.resolve:
                return refused
            for thread in self.threads:
                if thread["id"] == variables["id"]:
                    thread["resolved"] = "unresolveReviewThread" not in query
                    thread["by"] = token.login.removesuffix("[bot]") if thread["resolved"] else None
                    return {"data": {"resolveReviewThread": {"thread": {"isResolved": thread["resolved"]}}}}
            return {"data": None, "errors": [{"type": "NOT_FOUND", "message": "Could not resolve to a node"}]}
        assert "reviewThreads" in query
        assert (variables["owner"], variables["name"], variables["number"]) == (OWNER, NAME, NUMBER)
        first = int(variables["after"] or 0)
        nodes = [
            {
                "id": thread["id"],
                "isResolved": thread["resolved"],
                "resolvedBy": {"login": thread["by"]} if thread["by"] else None,
                "comments": {"nodes": [{"databaseId": thread["comment"]}]},
            }
            for thread in self.threads[first : first + 100]
        ]
        more = first + 100 < len(self.threads)
        page = {"pageInfo": {"hasNextPage": more, "endCursor": str(first + 100)}, "nodes": nodes}
        return {"data": {"repository": {"pullRequest": {"reviewThreads": page}}}}


def _body(item: Any) -> str:
    text = item.get("body")
    if not isinstance(text, str) or not text.strip():
        raise RefusalError(422, "Validation Failed", [{"code": "missing_field", "message": "body can't be blank"}])
    if len(text) > BODY_LIMIT:
        raise RefusalError(
            422, "Validation Failed", [{"code": "custom", "message": "body is too long (maximum is 65536 characters)"}]
        )
    return text


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    github: FakeGitHub

    def do_GET(self) -> None:
        self._handle()

    do_POST = do_PATCH = do_PUT = do_DELETE = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _handle(self) -> None:
        hub = self.github
        length = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(length)
        body = json.loads(raw) if raw else None
        parts = urlsplit(self.path)
        given = self.headers.get("Authorization", "").removeprefix("Bearer ")
        token = hub.tokens.get(given)
        headers = {name.lower(): value for name, value in self.headers.items()}
        with hub._lock:
            hub.requests.append(Request(self.command, self.path, headers, body, token.login if token else ""))
            failure = self._failure(parts.path)
            if failure is not None and failure.after:
                self._answer_of(parts, body, given, token)
            if failure is not None and failure.cut:
                self.close_connection = True
                return
            if failure is not None:
                self._send(failure.status, failure.body, failure.headers)
                return
            status, answer, extra = self._answer_of(parts, body, given, token)
        self._send(status, answer, extra)

    def _failure(self, path: str) -> Failure | None:
        for failure in self.github.failures:
            if failure.times > 0 and failure.method == self.command and re.search(failure.path, path):
                failure.times -= 1
                return failure
        return None

    def _answer_of(self, parts: Any, body: Any, given: str, token: Token | None) -> tuple[int, Any, dict[str, str]]:
        hub = self.github
        if given and token is None:
            return 401, {"message": "Bad credentials"}, {}
        path = parts.path
        if hub.prefix:
            path = "/graphql" if path == "/api/graphql" else path.removeprefix(hub.prefix)
        query = parse_qs(parts.query)
        try:
            answer = hub.answer(self.command, path, query, body, token)
        except RefusalError as refusal:
            return refusal.status, refusal.body, {}
        if not isinstance(answer, list):
            return 200, answer, {}
        size = min(int(query.get("per_page", ["30"])[0]), 100)
        page = int(query.get("page", ["1"])[0])
        last = max(1, -(-len(answer) // size))
        links = []
        if page < last:
            for rel, number in (("next", page + 1), ("last", last)):
                links.append(f'<{hub.url}{path}?per_page={size}&page={number}>; rel="{rel}"')
        return 200, answer[(page - 1) * size : page * size], {"Link": ", ".join(links)} if links else {}

    def _send(self, status: int, body: Any, headers: dict[str, str]) -> None:
        data = body.encode() if isinstance(body, str) else json.dumps(body if body is not None else {}).encode()
        if status == 204:
            data = b""
        if self.github.zipped and data:
            data = gzip.compress(data)
            headers = {**headers, "Content-Encoding": "gzip"}
        self.send_response(status)
        for name, value in {"Content-Type": "application/json; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
