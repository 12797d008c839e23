"""Configuration files, a project's own rules, and what is said when they are wrong."""

from __future__ import annotations

import pytest

from conftest import OFFENCE

JSON = ("--format", "json")
OWN_RULES = """\
rules:
  - id: no-eval-here
    languages: [python]
    severity: ERROR
    message: Do not call $F.
    pattern: $F.evaluate(...)
"""


def test_pyproject_settings(cli, project) -> None:
    project({"app.py": OFFENCE, "pyproject.toml": '[tool.backend-review]\nignore = ["unverified-tls"]\n'})
    assert "unverified-tls" not in cli(".", *JSON).rules


def test_yaml_settings_and_levels(cli, project) -> None:
    project({"app.py": OFFENCE, "backend-review.yaml": "select: [unverified-tls]\nseverity: {unverified-tls: info}\n"})
    result = cli(".", *JSON)
    assert [finding["severity"] for finding in result.json["findings"]] == ["info"]
    assert result.code == 0


def test_overrides_by_path(cli, project) -> None:
    project(
        {
            "app.py": OFFENCE,
            "legacy/app.py": OFFENCE,
            "backend-review.yaml": "overrides: [{paths: [legacy/], ignore: [unverified-tls]}]\n",
        }
    )
    assert [finding["path"] for finding in cli(".", *JSON).json["findings"]] == ["app.py"]


def test_excluded_paths(cli, project) -> None:
    project({"app.py": OFFENCE, "old/app.py": OFFENCE, "backend-review.yaml": "exclude: [old/]\n"})
    assert {finding["path"] for finding in cli(".", *JSON).json["findings"]} == {"app.py"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("selct: [a]\n", ["backend-review.yaml:1: unknown setting 'selct'", "did you mean 'select'?"]),
        ("fail-on: warning\nselect: unverified-tls\n", ["backend-review.yaml:2: expected `array`", "'select'"]),
        ("\nselect: [unverified-tsl]\n", ["backend-review.yaml:2: unknown rule 'unverified-tsl'", "unverified-tls"]),
        ("audience: everyone\n", ["backend-review.yaml:1: audience is 'everyone'", "regular, pedantic"]),
        ("fail-on: fatal\n", ["backend-review.yaml:1: fail-on is 'fatal'", "error, warning, info, never"]),
        ("a: [\n", ["backend-review.yaml:2: not valid YAML"]),
        ("- 1\n", ["must be a table of settings"]),
        ("rules: [none.yaml]\n", ["backend-review.yaml:1: no such rule file or folder: none.yaml"]),
        ("overrides: [{path: [a]}]\n", ["unknown setting 'path'", "did you mean 'paths'?"]),
        ("severity: {unverified-tls: fatal}\n", ["'fatal'", "one of: info, warning, error"]),
        ("severity: {unverified: error}\n", ["unknown rule 'unverified'"]),
    ],
)
def test_wrong_settings_name_file_line_and_the_nearest_value(cli, project, text: str, said: list[str]) -> None:
    project({"app.py": OFFENCE, "backend-review.yaml": text})
    result = cli(".")
    assert result.code == 2
    for words in said:
        assert words in result.err


def test_broken_toml(cli, project) -> None:
    project({"pyproject.toml": "[tool.backend-review]\nselect = [\n"})
    result = cli(".")
    assert result.code == 2
    assert "pyproject.toml:" in result.err
    assert "not valid TOML" in result.err


def test_own_semgrep_rules(cli, project) -> None:
    project({"app.py": "db.evaluate(1)\n", "own.yaml": OWN_RULES, "backend-review.yaml": "rules: [own.yaml]\n"})
    (finding,) = cli(".", *JSON).json["findings"]
    assert (finding["rule"], finding["message"], finding["severity"]) == ("no-eval-here", "Do not call db.", "error")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("pattern:", "pattrn:"), ["own.yaml:2: unknown key 'pattrn'", "did you mean 'pattern'?"]),
        (("severity: ERROR", "severity: FATAL"), ["own.yaml:2: severity 'FATAL'"]),
        (("[python]", "[cobol]"), ["own.yaml:2: rule 'no-eval-here' is for 'cobol'"]),
        (("rules:", "rulez:"), ["own.yaml:1: not a Semgrep rule file"]),
        (("message:", "massage:"), ["own.yaml:2: the rule has no 'message'"]),
    ],
)
def test_broken_own_rules_name_file_and_line(cli, project, change: tuple[str, str], said: list[str]) -> None:
    project({"own.yaml": OWN_RULES.replace(*change), "backend-review.yaml": "rules: [own.yaml]\n", "app.py": "x = 1\n"})
    result = cli(".")
    assert result.code == 2
    for words in said:
        assert words in result.err


def test_a_pattern_the_engine_cannot_read_costs_only_that_rule(cli, project) -> None:
    broken = OWN_RULES.replace("$F.evaluate(...)", "$F.evaluate((")
    project({"app.py": OFFENCE, "own.yaml": broken, "backend-review.yaml": "rules: [own.yaml]\n"})
    result = cli(".", *JSON)
    assert result.code == 3
    assert "unverified-tls" in result.rules
    assert "own.yaml:2" in result.json["errors"][0]["message"]


def test_own_rule_folders_may_not_bring_code(cli, project) -> None:
    project({"mine/rule.yaml": "id: mine\n", "backend-review.yaml": "rules: [mine]\n", "app.py": "x = 1\n"})
    result = cli(".")
    assert result.code == 2
    assert "mine/rule.yaml:1" in result.err


def test_configuration_of_the_reviewed_code_cannot_do_harm(cli, project) -> None:
    """Nothing in it names a program, a host, a key or the model: such settings do not exist."""
    for setting in ("llm: true", "plugins: [os]", "engine: /bin/sh", "checks: [x.py]"):
        project({"app.py": "x = 1\n", "backend-review.yaml": f"{setting}\n"})
        assert "unknown setting" in cli(".").err
