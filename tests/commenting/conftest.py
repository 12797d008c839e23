"""What the tests of ``comment`` share: a pull request on a fake GitHub, reports, and the command line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from commenting.fake_github import HEAD, NAME, NUMBER, OWNER, FakeGitHub
from conftest import Result

TOKEN = "job-token-1234567890"
LINES = [f"line {number}" for number in range(1, 41)]
BEFORE = "\n".join(LINES)


@pytest.fixture
def hub() -> Iterator[FakeGitHub]:
    """app.py of 40 lines, of which line 10 and line 30 are changed: lines 7 to 13 and 27 to 33 are shown."""
    with FakeGitHub() as server:
        after = list(LINES)
        after[9], after[29] = "changed 10", "changed 30"
        server.change("app.py", BEFORE, "\n".join(after))
        yield server


@pytest.fixture
def comment(cli: Callable[..., Result], tmp_path: Path, hub: FakeGitHub) -> Callable[..., Result]:
    """``comment(report, "--option", …)`` runs the command in a job of the pull request, and looks for its token."""

    def run(report: dict[str, Any], *arguments: str, event: Any = None, **environment: str) -> Result:
        path = tmp_path / "event.json"
        given = {"pull_request": {"number": NUMBER, "head": {"sha": HEAD, "repo": {"full_name": f"{OWNER}/{NAME}"}}}}
        path.write_text(json.dumps(event if event is not None else given))
        variables = {
            "GITHUB_TOKEN": TOKEN,
            "GITHUB_REPOSITORY": f"{OWNER}/{NAME}",
            "GITHUB_EVENT_PATH": str(path),
            "GITHUB_API_URL": hub.url,
            "GITHUB_REF": "",
            "NO_PROXY": "127.0.0.1",
            **environment,
        }
        done = cli("comment", "--github", "--report", "-", *arguments, stdin=json.dumps(report), **variables)
        assert not variables["GITHUB_TOKEN"] or variables["GITHUB_TOKEN"] not in done.out + done.err
        return done

    return run


def finding(line: int, text: str = "", **more: Any) -> dict[str, Any]:
    """A finding in app.py as reports have it; ``text`` is its code."""
    text = text or {10: "changed 10", 30: "changed 30"}.get(line, f"line {line}")
    key = hashlib.sha256(f"{more.get('path')}{line}{text}{more.get('rule')}".encode()).hexdigest()[:32]
    return {
        "rule": "sql-injection",
        "title": "SQL is put together from values",
        "message": f"`{text}` is put together. Bind it.",
        "severity": "error",
        "confidence": "high",
        "audience": "regular",
        "topic": "injection",
        "kind": "security",
        "path": "app.py",
        "start": {"line": line, "column": 1},
        "end": {"line": line + text.count("\n"), "column": 9},
        "snippet": text,
        "fingerprint": key,
        "checklist": [],
        "cwe": ["CWE-89"],
        "trace": [],
        "related": [],
        **more,
    }


def report(*findings: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A report of these findings."""
    return {
        "schema": "backend-review/findings/v1",
        "tool": {"name": "backend-review", "version": "0", "rules": 1},
        "findings": list(findings),
        "errors": [],
        "not_analysed": [],
        "summary": {"files": 3, "lines": 1234, "findings": {}, "hidden": {}, "complete": True},
        **more,
    }


def edit(line: int, column: int, end_line: int, end_column: int, text: str) -> dict[str, Any]:
    """An edit of a fix."""
    return {"start": {"line": line, "column": column}, "end": {"line": end_line, "column": end_column}, "text": text}


def fix(*edits: dict[str, Any], safe: bool = True, behind: str = "") -> dict[str, Any]:
    """A fix of these edits."""
    return {"description": "bind `user_id`", "safe": safe, "behind": behind or None, "edits": list(edits)}
