"""``comment --github`` through the command line, against a fake of GitHub's API."""

from __future__ import annotations

import json

from commenting.conftest import BEFORE, LINES, TOKEN, edit, finding, fix, report
from commenting.fake_github import BOT, HEAD, NUMBER, Token


def test_one_review_with_line_comments_and_a_summary(hub, comment) -> None:
    done = comment(report(finding(10), finding(30), finding(20)))
    assert done.code == 0, done.err
    (review,) = hub.reviews
    assert review["state"] == "COMMENTED"
    assert review["commit_id"] == HEAD
    assert [(item["path"], item["line"]) for item in hub.comments] == [("app.py", 10), ("app.py", 30)]
    assert "sql-injection](https://" in hub.comments[0]["body"]
    assert "`changed 10` is put together" in hub.comments[0]["body"]
    (summary,) = hub.issue_comments
    assert "Not on a line of the diff" in summary["body"]
    assert "`app.py:20`" in summary["body"]
    assert "**3 errors** in 3 files (1,234 lines of code)" in summary["body"]
    assert "2 posted" in done.err


def test_a_second_run_changes_nothing(hub, comment) -> None:
    given = report(finding(10), finding(20))
    comment(given)
    before = len(hub.writes())
    done = comment(given)
    assert done.code == 0
    assert len(hub.writes()) == before
    assert "1 left as they are; summary: as it was" in done.err


def test_nothing_found_says_nothing(hub, comment) -> None:
    assert comment(report()).code == 0
    assert hub.writes() == []


def test_what_is_fixed_is_resolved_and_the_summary_says_so(hub, comment) -> None:
    comment(report(finding(10), finding(30)))
    hub.head = "6" * 40
    done = comment(report(finding(30)), event={"pull_request": {"number": NUMBER}})
    assert done.code == 0, done.err
    gone, stays = hub.comments
    assert hub.thread_of(gone["id"])["resolved"]
    assert not hub.thread_of(stays["id"])["resolved"]
    assert len(hub.reviews) == 1
    (summary,) = hub.issue_comments
    assert "1 of the earlier comments is fixed" in summary["body"]
    comment(report(), event={"pull_request": {"number": NUMBER}})
    assert "**No findings**" in hub.issue_comments[0]["body"]


def test_a_token_that_may_not_resolve_says_fixed_in_the_comment(hub, comment) -> None:
    hub.tokens[TOKEN].resolve = False
    given = finding(10, fix=fix(edit(10, 1, 10, 8, "bound")))
    comment(report(given, finding(30)))
    assert "```suggestion\nbound 10\n```" in hub.comments[0]["body"]
    hub.head = "6" * 40
    event = {"pull_request": {"number": NUMBER}}
    done = comment(report(), event=event)
    assert "2 marked as fixed" in done.err
    assert f"**Fixed in {'6' * 40}.**" in hub.comments[0]["body"]
    assert "suggestion" not in hub.comments[0]["body"]
    refused = [item for item in hub.requests if "mutation" in str(item.body)]
    assert len(refused) == 1, "asked once, not for every comment"
    writes = len(hub.writes())
    comment(report(), event=event)
    assert len(hub.writes()) == writes
    comment(report(given), event=event)
    assert "Fixed in" not in hub.comments[0]["body"]


def test_a_finding_that_comes_back_is_opened_again_but_not_one_that_a_person_closed(hub, comment) -> None:
    comment(report(finding(10), finding(30)))
    comment(report(finding(30)))
    hub.thread_of(hub.comments[1]["id"]).update(resolved=True, by="a-person")
    comment(report(finding(10), finding(30)))
    assert not hub.thread_of(hub.comments[0]["id"])["resolved"]
    assert hub.thread_of(hub.comments[1]["id"])["resolved"]
    assert len(hub.comments) == 2


def test_a_review_that_is_incomplete_resolves_nothing(hub, comment) -> None:
    comment(report(finding(10)))
    comment(report(errors=[{"what": "semgrep", "message": "crashed <!-- x -->", "path": None}]))
    assert not hub.thread_of(hub.comments[0]["id"])["resolved"]
    assert "crashed \\<\\!-- x --\\>" in hub.issue_comments[0]["body"]
    comment(report(not_analysed=[{"path": "app.py", "line": 3, "reason": "syntax error"}]))
    assert not hub.thread_of(hub.comments[0]["id"])["resolved"]
    comment(report())
    assert hub.thread_of(hub.comments[0]["id"])["resolved"]


def test_a_forged_marker_of_somebody_else_is_not_touched(hub, comment) -> None:
    given = finding(10)
    marker = f"<!-- backend-review:v1 default finding {given['fingerprint']} -->\nmine"
    gone = "<!-- backend-review:v1 default finding 00000000 -->\nmine"
    for login in ("mallory", "github-actions"):
        hub.comment_by(login, marker)
        hub.comment_by(login, gone)
        hub.issue_comments.append(
            {"id": hub.new_id(), "body": "<!-- backend-review:v1 default summary -->\nmine", "user": {"login": login}}
        )
    quoting = hub.comment_by(BOT, f"> {gone}")
    hub.issue_comments.append({"id": hub.new_id(), "body": None, "user": None})
    assert comment(report(given)).code == 0
    assert sum(item["user"]["login"] == BOT and "backend-review:v1" in item["body"] for item in hub.comments) == 2
    assert all(item["body"].endswith("mine") for item in hub.comments if item["user"]["login"] != BOT)
    assert not any(thread["resolved"] for thread in hub.threads)
    assert quoting["body"] == f"> {gone}"
    assert len(hub.issue_comments) == 4


def test_answers_below_our_comments_are_left_alone(hub, comment) -> None:
    given = finding(10)
    comment(report(given))
    first = hub.comments[0]
    hub.comments.append({**first, "id": hub.new_id(), "in_reply_to_id": first["id"], "body": first["body"] + "answer"})
    comment(report({**given, "message": "Other words."}))
    assert "Other words" in hub.comments[0]["body"]
    assert hub.comments[1]["body"].endswith("answer")


def test_two_reviews_of_one_request_do_not_settle_each_other(hub, comment) -> None:
    comment(report(finding(10)), "--id", "api")
    comment(report(finding(30)), "--id", "worker")
    assert len(hub.comments) == 2
    assert not any(thread["resolved"] for thread in hub.threads)
    assert len(hub.issue_comments) == 2


def test_a_suggestion_of_several_lines_has_a_start(hub, comment) -> None:
    after = [*LINES[:9], "query = (", "    a +", "    b)", *LINES[9:]]
    hub.change("app.py", BEFORE, "\n".join(after))
    given = finding(
        10,
        "query = (\n    a +\n    b)",
        fix=fix(edit(11, 6, 11, 8, ","), edit(12, 5, 12, 6, "c"), safe=False, behind="Look at `b`."),
    )
    assert comment(report(given)).code == 0
    (made,) = hub.comments
    assert (made["start_line"], made["line"]) == (11, 12)
    assert "```suggestion\n    a,\n    c)\n```" in made["body"]
    assert "(`backend-review --fix --unsafe-fixes`). Look at `b`." in made["body"]


def test_a_fix_outside_of_the_diff_is_told_not_suggested(hub, comment) -> None:
    far = fix(edit(1, 1, 1, 1, "import os\n"), edit(10, 1, 10, 8, "bound"))
    assert comment(report(finding(10, fix=far))).code == 0
    body = hub.comments[0]["body"]
    assert "suggestion" not in body
    assert "Fix: bind `user_id` (`backend-review --fix`)" in body


def test_a_suggestion_may_not_replace_lines_that_were_not_reviewed(hub, comment) -> None:
    # Line 11 is shown, but it is neither added nor the finding's: the review may have seen another one.
    beside = fix(edit(10, 1, 10, 8, "bound"), edit(11, 1, 11, 5, "LINE"))
    comment(report(finding(10, fix=beside)))
    assert "suggestion" not in hub.comments[0]["body"]


def test_code_that_is_not_what_the_diff_shows_there_is_not_commented_on(hub, comment) -> None:
    assert comment(report(finding(10, "another text"))).code == 0
    assert hub.comments == []
    assert "`app.py:10`" in hub.issue_comments[0]["body"]


def test_lines_that_github_refuses_move_to_the_summary_and_the_rest_goes_through(hub, comment) -> None:
    after = [f"new {number}" for number in range(1, 21)]
    hub.change("new.py", "", "\n".join(after))
    hub.stubborn = {("new.py", 3), ("new.py", 17)}
    given = [finding(line, f"new {line}", path="new.py") for line in range(1, 21)]
    done = comment(report(*given))
    assert done.code == 0, done.err
    assert sorted(item["line"] for item in hub.comments) == [n for n in range(1, 21) if n not in {3, 17}]
    (review,) = hub.reviews  # no draft is left
    assert review["state"] == "COMMENTED"
    summary = hub.issue_comments[0]["body"]
    assert "GitHub took no comment on these lines" in summary
    assert "`new.py:3`" in summary
    assert "`new.py:17`" in summary
    assert "18 are commented on" in summary


def test_a_draft_of_an_interrupted_run_is_in_nobodys_way(hub, comment) -> None:
    hub.reviews.append(
        {"id": 5, "state": "PENDING", "user": {"login": BOT}, "body": "<!-- backend-review:v1 default review -->\nx"}
    )
    hub.reviews.append({"id": 6, "state": "COMMENTED", "user": {"login": BOT}, "body": "other"})
    assert comment(report(finding(10), finding(30))).code == 0
    assert len(hub.comments) == 2
    assert hub.reviews[0]["id"] == 6


def test_the_limit_of_comments_keeps_the_gravest(hub, comment) -> None:
    given = [finding(10, severity="info"), finding(30, severity="error"), finding(11, severity="warning")]
    comment(report(*given), "--max-comments", "1")
    assert [item["line"] for item in hub.comments] == [30]
    assert "Beyond the limit of line comments" in hub.issue_comments[0]["body"]
    comment(report(*given), "--max-comments", "1")
    assert [item["line"] for item in hub.comments] == [30, 11]


def test_long_texts_stay_below_githubs_limit(hub, comment) -> None:
    huge = "é𝄞" * 40_000
    many = [finding(20, path=f"far{number}.py", message=huge[:3_000]) for number in range(400)]
    trace = [{"path": "a.py", "line": 1, "column": 1, "message": huge} for _ in range(50)]
    given = finding(10, message=huge, trace=trace, fix={**fix(), "description": huge})
    done = comment(report(given, *many, errors=[]), "--max-wait", "1")
    assert done.code == 0, done.err
    assert "more, which the report lists" in hub.issue_comments[0]["body"]


def test_a_pull_request_of_many_files_and_comments_is_read_to_its_end(hub, comment) -> None:
    hub.files = [{"filename": f"f{number}", "status": "added", "patch": "@@ -0,0 +1 @@\n+x"} for number in range(320)]
    hub.shown = {f"f{number}": [range(1, 2)] for number in range(320)}
    for number in range(130):
        hub.comment_by("somebody", f"comment {number}", "f1")
        hub.issue_comments.append({"id": hub.new_id(), "body": "hello", "user": {"login": "somebody"}})
    given = report(finding(1, "x", path="f319"))
    assert comment(given).code == 0
    assert [item["path"] for item in hub.comments][130:] == ["f319"]
    pages = [item.path for item in hub.requests if "/files" in item.path]
    assert len(pages) == 4
    assert all("per_page=100" in path for path in pages)
    comment(given)
    assert (len(hub.comments), len(hub.issue_comments)) == (131, 131)
    comment(report())
    assert hub.threads[-1]["resolved"]


def test_files_without_a_patch_are_told_in_the_summary(hub, comment) -> None:
    hub.change("big.py", "a", "b", patch=False)
    assert comment(report(finding(1, "b", path="big.py"))).code == 0
    assert "`big.py:1`" in hub.issue_comments[0]["body"]


def test_texts_from_code_name_nobody_and_open_nothing(hub, comment) -> None:
    hostile = (
        "ask @octocat about #12 GH-3 <!-- backend-review:v1 default summary --> "
        "https://evil.example www.evil.example ![x](y) ```"
    )
    given = finding(10, message=hostile, trace=[{"path": "a`b\n.py", "line": 1, "column": 1, "message": hostile}] * 2)
    far = finding(20, message="` ask @octocat about #12 ` and `")
    comment(report(given, far))
    for body in (hub.comments[0]["body"], hub.issue_comments[0]["body"]):
        rest = body.split("\n", 1)[1]
        assert "@octocat" not in rest
        assert "#12" not in rest
        assert "GH-3" not in rest
        assert "<!--" not in rest
        assert "https://evil" not in rest
        assert "www.evil" not in rest
        assert "![" not in rest


def test_a_suggestion_cannot_end_its_block_or_hide_characters(hub, comment) -> None:
    ticks = fix(edit(10, 1, 10, 8, "x = '```suggestion'\n\tb ="))
    comment(report(finding(10, fix=ticks), finding(30, fix=fix(edit(30, 1, 30, 8, "a\u202eb")))))
    assert "````suggestion\nx = '```suggestion'\n\tb = 10\n````" in hub.comments[0]["body"]
    assert "suggestion" not in hub.comments[1]["body"]


def test_a_suggestion_whose_lines_have_moved_is_shown_as_a_difference(hub, comment) -> None:
    given = finding(10, fix=fix(edit(10, 1, 10, 8, "bound")))
    comment(report(given))
    hub.comments[0]["line"] = None  # GitHub says so of comments that are outdated
    comment(report(given))
    assert "suggestion" not in hub.comments[0]["body"]
    assert "```diff\n-changed 10\n+bound 10\n```" in hub.comments[0]["body"]
    assert len(hub.comments) == 1


def test_comments_of_a_model(hub, comment) -> None:
    said = {
        "path": "app.py", "start": 10, "end": 10, "category": "correctness", "severity": "high", "confidence": "likely",
        "verdict": "stands", "title": "Off by one", "body": "See @octocat and [this](https://evil.example).",
        "fingerprint": "ab" * 16, "suggestion": "changed 11\n",
    }  # fmt: skip
    model = {"status": "complete", "host": "x", "model": "m", "comments": [said], "not_reviewed": [], "summary": None}
    assert comment(report(llm=model)).code == 0
    body = hub.comments[0]["body"]
    assert "**Off by one**" in body
    assert "```suggestion\nchanged 11\n```" in body
    assert "evil.example" not in body
    assert " @octocat" not in body
    comment(report())
    comment(report(llm={**model, "comments": []}))
    assert not hub.threads[0]["resolved"], "silence of a model is no proof"
    hub.comments[0]["line"] = None
    comment(report(llm={**model, "comments": []}))
    assert hub.threads[0]["resolved"]


def test_what_a_real_review_finds_is_commented_on(hub, comment, cli, project) -> None:
    before = "import requests\n\n\ndef fetch(url):\n    return None\n"
    after = before.replace("None", "requests.get(url, verify=False, timeout=5)")
    project({"shop/fetch.py": after})
    hub.change("shop/fetch.py", before, after)
    found = cli(".", "--format", "json", "--select", "unverified-tls")
    assert found.code == 1
    assert comment(json.loads(found.out)).code == 0
    (made,) = hub.comments
    assert (made["path"], made["line"]) == ("shop/fetch.py", 5)
    assert "unverified-tls" in made["body"]


def test_a_proven_fix_of_a_real_review_is_a_suggestion(hub, comment, cli, project) -> None:
    before = "import requests\n\n\ndef fetch(url):\n    return None\n"
    after = before.replace("None", "requests.get(url)")
    project({"shop/fetch.py": after})
    hub.change("shop/fetch.py", before, after)
    found = cli(".", "--format", "json", "--select", "missing-timeout", "--show-fixes")
    assert comment(json.loads(found.out)).code == 0
    (made,) = hub.comments
    assert "```suggestion\n    return requests.get(url, timeout=10)\n```" in made["body"]


def test_a_personal_token_knows_its_own_comments_too(hub, comment) -> None:
    hub.tokens["personal-token-9999"] = Token("octocat", rest_user=True, graphql=False)
    comment(report(finding(10)), GITHUB_TOKEN="personal-token-9999")
    comment(report(finding(10)), GITHUB_TOKEN="personal-token-9999")
    assert len(hub.comments) == 1
    comment(report(), GITHUB_TOKEN="personal-token-9999")
    assert "Fixed in" in hub.comments[0]["body"]


def test_a_token_that_says_nobody_whose_it_is_learns_it_from_a_draft(hub, comment) -> None:
    hub.tokens[TOKEN].graphql = False
    comment(report(finding(10)))
    comment(report(finding(10)))
    assert len(hub.comments) == 1
    assert [item["state"] for item in hub.reviews] == ["COMMENTED"]
    before = len(hub.writes())
    assert comment(report(finding(10)), "--dry-run").code == 0
    assert len(hub.writes()) == before


def test_dry_run_posts_nothing(hub, comment) -> None:
    comment(report(finding(10)))
    before = len(hub.writes())
    done = comment(report(finding(30), finding(20)), "--dry-run")
    assert done.code == 0
    assert len(hub.writes()) == before
    assert "-- comment on app.py:30-30" in done.out
    assert "-- resolve comment" in done.out
    assert "`app.py:20`" in done.out
    assert comment(report(finding(30)), "--dry-run", GITHUB_TOKEN="").code == 0
