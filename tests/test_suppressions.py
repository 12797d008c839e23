"""Comments that hide findings, and those that hide nothing."""

from __future__ import annotations

import pytest

from conftest import OFFENCE

JSON = ("--select", "unverified-tls,unused-suppression", "--format", "json")
CALL = "    return requests.get(url, verify=False, timeout=5)"


def with_comment(same: str = "", above: str = "") -> str:
    return OFFENCE.replace(CALL, f"{above}{CALL}{same}")


@pytest.mark.parametrize(
    "text",
    [
        with_comment(same="  # backend-review: ignore[unverified-tls] test server"),
        with_comment(above="    # backend-review: ignore[unverified-tls]\n"),
        with_comment(above="    # backend-review: ignore[unverified-tls] why\n    # and more words\n"),
        "# backend-review: ignore-file[unverified-tls] generated client\n" + OFFENCE,
        with_comment(same="  # nosem"),
        with_comment(same="  # nosemgrep: python.lang.unverified-tls"),
    ],
)
def test_hidden(cli, project, text: str) -> None:
    project({"app.py": text})
    result = cli("app.py", *JSON)
    assert result.json["findings"] == []
    assert result.code == 0
    assert result.json["summary"]["hidden"] == {"suppressed by comments": 1}


@pytest.mark.parametrize(
    "text",
    [
        with_comment(above="    x = '# backend-review: ignore[unverified-tls]'\n"),
        with_comment(above="    x = 1  # backend-review: ignore[sql-injection]\n"),
        with_comment(same="  # nosemgrep: other-rule"),
        with_comment(above="    x = 1  # nosem\n"),
    ],
)
def test_not_hidden(cli, project, text: str) -> None:
    project({"app.py": text})
    assert "unverified-tls" in cli("app.py", *JSON).rules


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("ignore[unverified-tls]", "finds nothing here any more"),
        ("ignore[unverified-tsl]", "did you mean `unverified-tls`?"),
        ("ignore", "names no rule"),
        ("ignore-file[unverified-tls]", "finds nothing here any more"),
    ],
)
def test_comments_that_do_nothing_are_reported(cli, project, comment: str, said: str) -> None:
    project({"app.py": f"x = 1  # backend-review: {comment}\n"})
    (finding,) = cli("app.py", *JSON).json["findings"]
    assert finding["rule"] == "unused-suppression"
    assert said in finding["message"]


def test_a_rule_that_did_not_run_is_not_called_unused(cli, project) -> None:
    project({"app.py": "x = 1  # backend-review: ignore[unverified-tls]\n"})
    assert cli("app.py", "--select", "unused-suppression", "--format", "json").json["findings"] == []


def test_reasons_can_be_required(cli, project) -> None:
    text = with_comment(same="  # backend-review: ignore[unverified-tls]")
    project({"app.py": text, "backend-review.yaml": "require-reasons: true\n"})
    assert cli("app.py", *JSON).rules == ["unverified-tls", "unused-suppression"] or cli("app.py", *JSON).rules == [
        "unused-suppression",
        "unverified-tls",
    ]
    project({"app.py": text.replace("[unverified-tls]", "[unverified-tls] mutual TLS ends at the proxy")})
    assert cli("app.py", *JSON).rules == []


def test_some_rules_may_not_be_suppressed(cli, project) -> None:
    text = with_comment(same="  # backend-review: ignore[unverified-tls] please")
    project({"app.py": text, "backend-review.yaml": "unsuppressible: [unverified-tls]\n"})
    assert sorted(cli("app.py", *JSON).rules) == ["unused-suppression", "unverified-tls"]


def test_no_suppressions_shows_everything(cli, project) -> None:
    project({"app.py": with_comment(same="  # backend-review: ignore[unverified-tls] x")})
    assert cli("app.py", *JSON, "--no-suppressions").rules == ["unverified-tls"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ts", "// backend-review: ignore[weak-hash] x\nf();\n"),
        ("a.js", "/* backend-review: ignore[weak-hash] x */\nf();\n"),
        ("a.go", "package a\n\n// backend-review: ignore[weak-hash] x\nvar x = 1\n"),
        ("a.yaml", "# backend-review: ignore[weak-hash] x\na: 1\n"),
    ],
)
def test_comments_are_read_in_every_language(cli, project, name: str, text: str) -> None:
    project({name: text})
    findings = cli(name, "--format", "json").json["findings"]
    assert [finding["rule"] for finding in findings] == ["unused-suppression"]
