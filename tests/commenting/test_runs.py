"""Any sequence of reports on one pull request: nothing is said twice, nothing that is found goes unsaid."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend_review.commenting.github import GitHub
from backend_review.commenting.patches import parse
from backend_review.commenting.plan import plan
from backend_review.commenting.report import Report, decode
from backend_review.commenting.sender import carry_out
from backend_review.commenting.transport import Clock, Transport
from commenting.conftest import BEFORE, LINES, TOKEN, finding, report
from commenting.fake_github import BOT, NAME, NUMBER, OWNER, FakeGitHub


def nobody(_: str) -> None:
    """No rule has a page."""


def once(hub: FakeGitHub, said: Report, most: int) -> None:
    """One run of the command, without its start."""
    clock = Clock(lambda _: None, lambda: 0.0)
    transport = Transport(hub.url, TOKEN, most_wait=1e6, clock=clock)
    github = GitHub(transport, f"{hub.url}/graphql", f"{OWNER}/{NAME}", NUMBER)
    pull = github.state(github.head(), "default")
    carry_out(said, pull, plan(said, pull, "default", most, nobody), github, nobody)


LINE = st.sampled_from([5, 7, 10, 13, 20, 27, 30, 33])
STEP = st.fixed_dictionaries(
    {
        "lines": st.sets(LINE),
        "complete": st.booleans(),
        "most": st.sampled_from([0, 1, 3, 8]),
        "stubborn": st.sets(LINE, max_size=2),
        "resolve": st.booleans(),
        "closed": st.booleans(),
        "lost": st.booleans(),
    }
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEP, min_size=1, max_size=5))
def test_nothing_is_said_twice_and_nothing_goes_unsaid(steps: list[dict[str, Any]]) -> None:
    with FakeGitHub() as hub:
        after = list(LINES)
        after[9], after[29] = "changed 10", "changed 30"
        hub.change("app.py", BEFORE, "\n".join(after))
        for step in steps:
            hub.stubborn = {("app.py", line) for line in step["stubborn"]}
            hub.tokens[TOKEN].resolve = step["resolve"]
            if step["closed"] and hub.threads:
                hub.threads[0].update(resolved=True, by="a-person")
            if step["lost"]:
                hub.fail("POST", r"/reviews$", 502, after=bool(step["lines"]))
            errors = [] if step["complete"] else [{"what": "engine", "message": "crashed", "path": None}]
            findings = [finding(line) for line in sorted(step["lines"])]
            said = decode(json.dumps(report(*findings, errors=errors)).encode())
            once(hub, said, step["most"])
            hub.failures.clear()
            ours = [item for item in hub.comments if item["user"]["login"] == BOT]
            marks = [item["body"].split("\n")[0].replace(" fixed", "") for item in ours]
            assert len(marks) == len(set(marks)), "a finding has one comment"
            assert len(hub.issue_comments) <= 1
            assert all(item["state"] == "COMMENTED" for item in hub.reviews), "no draft is left"
            summary = hub.issue_comments[0]["body"] if hub.issue_comments else ""
            for line in step["lines"]:
                live = any(item["line"] == line and "Fixed in" not in item["body"] for item in ours)
                assert live or f"`app.py:{line}`" in summary
            for item in ours:
                thread = hub.thread_of(item["id"])
                done = thread["resolved"] or "Fixed in" in item["body"]
                if item["line"] not in step["lines"] and step["complete"]:
                    assert done
                elif item["line"] in step["lines"] and step["resolve"]:
                    assert not done or thread["by"] == "a-person"
        if not step["stubborn"] and step["most"] >= 6 and step["resolve"]:
            writes = len(hub.writes())
            once(hub, said, step["most"])
            assert len(hub.writes()) == writes, "a second run has nothing to do"


@given(st.text(max_size=300))
def test_any_patch_is_read(text: str) -> None:
    for hunk in parse("a", text).hunks:
        assert [line.number for line in hunk.lines] == list(range(hunk.first, hunk.last + 1))
