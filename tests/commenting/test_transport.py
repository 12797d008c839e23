"""What the API does when it does not do what was asked: limits, errors, redirects, and a token that stays inside."""

from __future__ import annotations

import json
import re
import socket

import pytest

from backend_review.commenting.transport import ApiError, Clock, LimitError, Transport, UncertainError
from commenting.conftest import TOKEN, finding, report
from commenting.fake_github import HEAD, NUMBER, FakeGitHub

REVIEWS = r"/pulls/7/reviews$"


class Time:
    """A clock that sleeping moves."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def clock(self) -> Clock:
        return Clock(self.sleep, lambda: self.now)


def transport(hub: FakeGitHub, time: Time, most_wait: float = 1_000.0) -> Transport:
    return Transport(hub.url, TOKEN, most_wait=most_wait, clock=time.clock())


PULL = f"/repos/octo/shop/pulls/{NUMBER}"


@pytest.mark.parametrize(
    ("status", "headers", "body", "waits"),
    [
        (429, {"Retry-After": "7"}, None, [7.0]),
        (403, {"Retry-After": "3", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1000900"}, None, [3.0]),
        (403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1000030"}, None, [31.0]),
        (403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "5"}, None, [1.0]),
        (403, {}, {"message": "You have exceeded a secondary rate limit."}, [60.0]),
        (502, {}, "<html>", [1.0]),
    ],
)
def test_limits_are_waited_for(hub, status, headers, body, waits) -> None:
    time = Time()
    hub.fail("GET", "/pulls/7$", status, headers=headers, body=body)
    assert transport(hub, time).request("GET", PULL).body["head"]["sha"] == HEAD
    assert time.slept == waits


def test_waiting_is_bounded(hub) -> None:
    time = Time()
    hub.fail("GET", "/pulls/7$", 429, headers={"Retry-After": "3600"})
    with pytest.raises(LimitError, match=r"3600 s"):
        transport(hub, time, 100.0).request("GET", PULL)
    hub.fail("GET", "/pulls/7$", 429, headers={"Retry-After": "0"}, times=1000)
    with pytest.raises(LimitError):
        transport(hub, time).request("GET", PULL)
    assert time.slept == [0.0] * 4
    hub.failures.clear()
    hub.fail("GET", "/pulls/7$", 503, times=1000)
    with pytest.raises(ApiError, match="503"):
        transport(hub, time).request("GET", PULL)
    assert time.slept[4:] == [1.0, 2.0, 4.0]


def test_a_403_that_is_no_limit_is_not_tried_again(hub) -> None:
    time = Time()
    hub.fail("GET", "/pulls/7$", 403, headers={"X-RateLimit-Remaining": "59"}, body={"message": "No."})
    with pytest.raises(ApiError, match=r"403 No\."):
        transport(hub, time).request("GET", PULL)
    assert time.slept == []


def test_what_creates_is_not_sent_twice(hub) -> None:
    hub.fail("POST", "/issues/7/comments", 502)
    with pytest.raises(UncertainError):
        transport(hub, Time()).request("POST", "/repos/octo/shop/issues/7/comments", {"body": "x"}, creates=True)
    assert len(hub.requests) == 1


def test_many_writes_are_unhurried(hub) -> None:
    time = Time()
    client = transport(hub, time)
    comment = hub.comment_by("x", "y")["id"]
    for _ in range(23):
        client.request("PATCH", f"/repos/octo/shop/pulls/comments/{comment}", {"body": "z"})
    assert time.slept == [1.0, 1.0, 1.0]


def test_redirects_stay_on_the_host(hub) -> None:
    client = transport(hub, Time())
    hub.fail("GET", "/pulls/8$", 301, headers={"Location": f"{hub.url}{PULL}"})
    assert client.request("GET", "/repos/octo/shop/pulls/8").body["number"] == NUMBER
    with FakeGitHub() as other:
        for place in (f"{other.url}{PULL}", f"//127.0.0.1:1{PULL}", "https://evil.example/x", "file:///etc/passwd"):
            hub.fail("GET", "/pulls/9$", 302, headers={"Location": place})
            with pytest.raises(ApiError, match="another host"):
                client.request("GET", "/repos/octo/shop/pulls/9")
        assert other.requests == []
    hub.fail("GET", "/loop", 302, headers={"Location": "/loop"}, times=50)
    with pytest.raises(ApiError, match="too many redirects"):
        client.request("GET", "/loop")


def test_the_next_page_stays_on_the_host(hub) -> None:
    with FakeGitHub() as other:
        hub.fail("GET", "/pulls/7/files", 200, headers={"Link": f'<{other.url}/steal>; rel="next"'}, body=[])
        with pytest.raises(ApiError, match="another host"):
            list(transport(hub, Time()).pages(f"{PULL}/files", 10))
        assert other.requests == []


def test_pages_are_bounded(hub) -> None:
    hub.fail("GET", "/files", 200, headers={"Link": f'<{hub.url}/files>; rel="next"'}, body=[], times=100)
    assert len(list(transport(hub, Time()).pages("/files", 5))) == 5


def test_answers_that_are_none(hub) -> None:
    client = transport(hub, Time())
    for body in ("<html>", "[" * 100_000, '{"a": '):
        hub.fail("GET", "/odd", 200, body=body)
        with pytest.raises(ApiError):
            client.request("GET", "/odd")
    hub.fail("GET", "/odd", 404, body="<html>")
    with pytest.raises(ApiError, match="404"):
        client.request("GET", "/odd")


def test_what_an_error_quotes_is_without_the_token(hub) -> None:
    hub.fail("GET", "/pulls/7$", 418, body={"message": f"bad token {TOKEN}"})
    with pytest.raises(ApiError) as caught:
        transport(hub, Time()).request("GET", PULL)
    assert TOKEN not in str(caught.value)
    assert "***" in str(caught.value)


def test_code_that_quotes_the_token_is_not_published(hub, comment) -> None:
    done = comment(report(finding(10, message=f"`{TOKEN}` is written here."), finding(20, message=TOKEN)))
    assert done.code == 0
    assert TOKEN not in json.dumps([hub.comments, hub.issue_comments])
    assert TOKEN not in comment(report(finding(30, message=TOKEN)), "--dry-run").out


def test_secondary_limit_through_the_command_line(hub, comment) -> None:
    hub.fail("POST", REVIEWS, 403, headers={"Retry-After": "0"}, body={"message": "secondary rate limit"})
    assert comment(report(finding(10))).code == 0
    assert len(hub.comments) == 1


def test_a_limit_that_lasts_ends_the_run_and_says_so(hub, comment) -> None:
    hub.fail("POST", REVIEWS, 403, headers={"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "99999999999"})
    done = comment(report(finding(10)))
    assert done.code == 3
    assert "would have to wait" in done.err
    assert "app.py:10:1: error sql-injection: `changed 10` is put together." in done.out


@pytest.mark.parametrize("how", [{"status": 502}, {"cut": True}])
def test_a_review_that_was_taken_before_the_answer_was_lost_is_not_repeated(hub, comment, how) -> None:
    hub.fail("POST", REVIEWS, after=True, **how)
    hub.fail("POST", "/issues/7/comments", after=True, **how)
    assert comment(report(finding(10), finding(20))).code == 0
    assert (len(hub.comments), len(hub.issue_comments)) == (1, 1)


@pytest.mark.parametrize("how", [{"status": 502}, {"cut": True}])
def test_a_review_that_was_lost_is_posted_again(hub, comment, how) -> None:
    hub.fail("POST", REVIEWS, **how)
    hub.fail("POST", "/issues/7/comments", **how)
    assert comment(report(finding(10), finding(20))).code == 0
    assert (len(hub.comments), len(hub.issue_comments)) == (1, 1)


def test_a_forks_token_may_only_read(hub, comment) -> None:
    hub.tokens[TOKEN].write = False
    event = {"pull_request": {"number": NUMBER, "head": {"sha": HEAD, "repo": {"full_name": "mallory/shop"}}}}
    done = comment(report(finding(10)), event=event)
    assert done.code == 3
    assert "the token may not comment on octo/shop#7" in done.err
    assert "from a fork" in done.err
    assert "app.py:10:1: error sql-injection" in done.out
    assert comment(report(finding(10)), "--forbidden-exit-code", "0").code == 0


def test_a_pull_request_that_has_moved_on_is_left_to_its_own_review(hub, comment) -> None:
    hub.head = "7" * 40
    done = comment(report(finding(10)))
    assert done.code == 0
    assert "moved on to 7777" in done.err
    assert hub.writes() == []


def test_a_server_of_ones_own_has_graphql_beside_rest(hub, comment) -> None:
    hub.prefix = "/api/v3"
    assert comment(report(finding(10)), GITHUB_API_URL=hub.url).code == 0
    assert len(hub.comments) == 1
    assert "/api/graphql" in {item.path for item in hub.requests}


def test_nobody_listens(hub, comment) -> None:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        done = comment(
            report(finding(10)), "--max-wait", "0", GITHUB_API_URL=f"http://127.0.0.1:{place.getsockname()[1]}"
        )
    assert done.code == 3
    assert "GitHub:" in done.err
    assert "sql-injection" in done.out


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"GITHUB_TOKEN": ""}, "GITHUB_TOKEN is not set"),
        ({"GITHUB_TOKEN": "two words\nand: a header"}, "does not hold a token"),
        ({"GITHUB_API_URL": "http://api.example"}, "is not an https address"),
        ({"GITHUB_API_URL": "https://user:secret@api.example"}, "is not an https address"),
        ({"GITHUB_REPOSITORY": "../../user"}, "is not OWNER/NAME"),
        ({"GITHUB_REPOSITORY": "a/.."}, "is not OWNER/NAME"),
        ({"GITHUB_REPOSITORY": ""}, "no repository"),
        ({"GITHUB_EVENT_PATH": "/nowhere"}, "no pull request"),
    ],
)
def test_wrong_usage(comment, environment, says) -> None:
    done = comment(report(), **environment)
    assert done.code == 2
    assert says in done.err


def test_the_number_comes_from_the_ref_or_another_event(hub, comment) -> None:
    assert comment(report(finding(10)), event={}, GITHUB_REF="refs/pull/7/merge").code == 0
    run = {"workflow_run": {"pull_requests": [{"number": 7, "head": {"sha": HEAD}}]}}
    assert comment(report(finding(10)), event=run).code == 0
    assert comment(report(finding(10)), event={"issue": {"number": 7}}).code == 0
    assert len(hub.comments) == 1


@pytest.mark.parametrize("text", ["{}", "[]", "no", '{"schema": "other/v1", "findings": []}', "\xff"])
def test_a_report_that_is_none(cli, hub, text) -> None:
    done = cli(
        "comment", "--github", "--report", "-", "--repository", "a/b", "--pull-request", "1",
        stdin=text, GITHUB_TOKEN=TOKEN, GITHUB_API_URL=hub.url,
    )  # fmt: skip
    assert done.code == 2
    assert re.search("is not a report|has schema", done.err)
    assert hub.requests == []


def test_a_proxy_of_the_environment_is_used_and_knows_only_its_own_password(hub, monkeypatch) -> None:
    """The fake plays the proxy: it is asked for the whole address."""
    place = hub.url.removeprefix("http://")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", f"http://someone:word@{place}")
    hub.fail("GET", "/pulls/7$", 200, body={"from": "the proxy"})
    client = Transport("http://localhost:9", TOKEN, most_wait=0)
    assert client.request("GET", PULL).body == {"from": "the proxy"}
    (asked,) = hub.requests
    assert asked.path == f"http://localhost:9{PULL}"
    assert asked.headers["proxy-authorization"].startswith("Basic ")
    monkeypatch.setenv("no_proxy", "localhost")
    with pytest.raises(ApiError):
        Transport("http://localhost:9", TOKEN, most_wait=0).request("GET", PULL)
    assert len(hub.requests) == 1
