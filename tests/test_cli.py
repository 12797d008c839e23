"""The command line: what it accepts, what it says, and how it ends."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from conftest import OFFENCE, git

ONE = ("--select", "unverified-tls", "--format", "json")


def test_findings_end_with_one(cli, project) -> None:
    project({"app.py": OFFENCE})
    result = cli("app.py", *ONE)
    assert result.code == 1
    (finding,) = result.json["findings"]
    assert finding["rule"] == "unverified-tls"
    assert finding["path"] == "app.py"
    assert finding["start"]["line"] == 5
    assert finding["snippet"].strip() == "return requests.get(url, verify=False, timeout=5)"


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on(cli, project, fail_on: str, code: int) -> None:
    project({"app.py": OFFENCE})
    assert cli(".", *ONE, "--fail-on", fail_on).code == code


def test_a_clean_project_ends_with_zero(cli, project) -> None:
    project({"app.py": "x = 1\n"})
    result = cli(".")
    assert result.code == 0
    assert "no findings in 2 files (1 lines of code)" in result.out


def test_the_default_path_is_this_folder(cli, project) -> None:
    project({"pkg/app.py": OFFENCE})
    assert cli(*ONE).json["findings"][0]["path"] == "pkg/app.py"


def test_a_single_file_of_a_larger_project_keeps_its_path(cli, project) -> None:
    root = project({"pkg/app.py": OFFENCE})
    assert cli("app.py", *ONE, cwd=root / "pkg").json["findings"][0]["path"] == "pkg/app.py"


def test_standard_input(cli, project) -> None:
    project({})
    result = cli("--stdin-filename", "src/new.py", *ONE, stdin=OFFENCE)
    assert [finding["path"] for finding in result.json["findings"]] == ["src/new.py"]


def test_several_reports_at_once(cli, project) -> None:
    root = project({"app.py": OFFENCE})
    result = cli(
        ".", "--select", "unverified-tls", "--format", "text", "--format", "sarif", "--output", "a.sarif",
        "--format", "json", "--output", "a.json",
    )  # fmt: skip
    assert "unverified-tls" in result.out
    assert json.loads((root / "a.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((root / "a.json").read_text())["schema"] == "backend-review/findings/v1"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--select", "unverified-tsl"], ["--select: unknown rule 'unverified-tsl'", "did you mean 'unverified-tls'?"]),
        (["--ignore", "sql-injektion"], ["unknown rule 'sql-injektion'"]),
        (["--format", "xml"], ["'xml' is not one of", "sarif"]),
        (["--fail-on", "fatal"], ["'fatal' is not one of"]),
        (["apps.py"], ["no such file or folder: apps.py", "did you mean 'app.py'?"]),
        (["--diff", "main"], ["is not a git repository"]),
        (["--baseline", "none.json"], ["--baseline: cannot read none.json"]),
        (["--config", "none.toml"], ["--config: no such file: none.toml"]),
        (["--formt", "json"], ["No such option"]),
        (["--output", "a.txt", "--output", "b.txt"], ["2 --output for 1 --format"]),
        (["--format", "json", "--format", "sarif"], ["several reports for standard output"]),
        (["--stdin-filename", "../../x.py"], ["lies outside the project"]),
        (["--output", "none/a.txt"], ["--output: cannot write none/a.txt"]),
        (["--stdin-filename", "x.rb"], ["no rule reads files like 'x.rb'"]),
        (["app.py", "--stdin-filename", "x.py"], ["takes no paths"]),
    ],
)
def test_wrong_usage_is_one_clear_line(cli, project, arguments: list[str], said: list[str]) -> None:
    project({"app.py": OFFENCE})
    result = cli(*arguments)
    assert result.code == 2
    assert result.out == ""
    for words in said:
        assert words in result.err
    assert len(result.err.strip().splitlines()) <= 5


def test_paths_of_two_projects(cli, project, tmp_path_factory) -> None:
    project({"app.py": OFFENCE})
    other = tmp_path_factory.mktemp("other")
    (other / "pyproject.toml").write_text("")
    (other / "b.py").write_text("")
    result = cli("app.py", str(other / "b.py"))
    assert result.code == 2
    assert "lies outside the project" in result.err


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root reads everything")
def test_an_unreadable_path(cli, project) -> None:
    root = project({"app.py": OFFENCE})
    (root / "app.py").chmod(0)
    result = cli("app.py")
    assert result.code == 2
    assert "permission denied" in result.err


def test_explain_shows_the_page(cli, tmp_path: Path) -> None:
    result = cli("explain", "unverified-tls")
    assert result.code == 0
    for heading in ("## Why", "## Instead", "## Python", "Bad:", "Good:", "## Limits", "## References"):
        assert heading in result.out


def test_explain_unknown(cli) -> None:
    result = cli("explain", "unverified-tsl")
    assert result.code == 2
    assert "did you mean 'unverified-tls'?" in result.err


def test_rules_lists_and_exports(cli, tmp_path: Path) -> None:
    assert "unverified-tls" in cli("rules").out
    assert "unverified-tls" in [rule["id"] for rule in cli("rules", "--format", "json").json]
    assert cli("rules", "--topic", "wbe").code == 2
    assert cli("rules", "--export", "out").code == 0
    assert "rules:" in (tmp_path / "out" / "unverified-tls.yaml").read_text()


def test_checklist_says_what_holds_each_item(cli) -> None:
    out = cli("checklist").out
    assert "[sec-encrypt-transit]" in out
    held_by = out.partition("[sec-encrypt-transit]")[2].partition("-> ")[2].partition("\n")[0].split(", ")
    assert {"unencrypted-database-connection", "unverified-tls"} <= set(held_by)
    rows = {row["id"]: row for row in cli("checklist", "--format", "json").json}
    assert "unverified-tls" in rows["sec-encrypt-transit"]["rules"]
    assert any(not row["rules"] for row in rows.values()), "an honest checklist has gaps"


def test_stats_count_what_was_left_out(cli, project) -> None:
    project({"app.py": OFFENCE, "node_modules/x.js": "x", "a.min.js": "x", "package-lock.json": "{}", "notes.txt": ""})
    out = cli(".", "--stats").out
    for reason in ("whole folders of dependencies and build output", "minified", "lock files", "other kinds of file"):
        assert f"files left out: {reason}" in out


def test_ignored_files_are_left_out(cli, project) -> None:
    root = project({"app.py": OFFENCE, "local/skip.py": OFFENCE, ".gitignore": "local/\n"})
    git(root, "init", "-q")
    assert [finding["path"] for finding in cli(".", *ONE).json["findings"]] == ["app.py"]


def test_tests_and_examples_are_not_production(cli, project) -> None:
    project({"tests/test_app.py": OFFENCE, "examples/demo.py": OFFENCE, "app/x_test.go": "package app\n"})
    assert cli(".", *ONE).json["findings"] == []
    asked = cli("examples", *ONE).json["findings"]
    assert [finding["path"] for finding in asked] == ["examples/demo.py"], "what was asked for by name is reviewed"


def test_a_broken_file_is_told_and_the_rest_reported(cli, project) -> None:
    broken = "import requests\n\ndef f(:\n    requests.get(u, verify=False)\n"
    project({"app.py": OFFENCE, "broken.py": broken})
    result = cli(".", *ONE)
    assert "app.py" in [finding["path"] for finding in result.json["findings"]]
    assert [gap["path"] for gap in result.json["not_analysed"]] == ["broken.py"]
    assert result.code == 1
    assert cli(".", *ONE, "--strict").code == 3


def test_a_failing_check_is_contained(cli, project, monkeypatch) -> None:
    """A rule that crashes costs itself on that file; what the others found is reported, and the exit code is 3."""
    from backend_review.catalog import load_catalog
    from backend_review.config import Config
    from backend_review.engines import checks
    from backend_review.review import Request, review

    root = project({"app.py": OFFENCE})
    catalog = load_catalog()
    monkeypatch.setattr(
        checks, "run_checks", lambda rules, files, around: ([], [checks.Problem("x", "crashed", "app.py")], [])
    )
    report = review(Request(root=root, paths=[root], known=catalog, catalog=catalog, config=Config()))
    assert "unverified-tls" in [finding.rule for finding in report.findings]
    assert [problem.what for problem in report.problems] == ["x"]


def test_a_missing_engine_is_an_incomplete_review(cli, project, tmp_path: Path) -> None:
    project({"app.py": OFFENCE})
    hide = tmp_path / "hide" / "sitecustomize.py"
    hide.parent.mkdir()
    hide.write_text(
        "import importlib.util as u\nreal = u.find_spec\n"
        "u.find_spec = lambda name, package=None: None if name == 'semgrep' else real(name, package)\n"
    )
    result = cli("app.py", *ONE, PYTHONPATH=str(hide.parent), PATH="/nonexistent")
    assert result.code == 3
    assert "not installed" in result.json["errors"][0]["message"]
    assert result.json["summary"]["complete"] is False


def test_new_rule_makes_a_folder_that_passes_its_own_samples(cli, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    assert cli("new-rule", "web/odd-thing").code == 0
    assert (tmp_path / "rules/web/odd-thing/samples/python.py").exists()
    assert "exists already" in cli("new-rule", "web/odd-thing").err
    assert "unknown topic" in cli("new-rule", "wbe/odd-thing").err


def test_a_module_that_cannot_be_followed_costs_itself(project, monkeypatch) -> None:
    """A crash of the model on one module is told; the routes of the others, and the rules over them, are there."""
    from backend_review.catalog import load_catalog
    from backend_review.config import Config
    from backend_review.model.evaluator import Evaluator
    from backend_review.review import Request, review

    app = "from fastapi import FastAPI\napp = FastAPI()\n@app.get('/{word}')\ndef one(word: str):\n    return {}\n"
    root = project({"a/app.py": f"import b.broken\n{app}", "b/broken.py": "del x\nx = 1\n", "c/app.py": app})

    def fail(*_: object) -> None:
        raise ZeroDivisionError("as if")

    monkeypatch.setattr(Evaluator, "_delete", fail)
    catalog = load_catalog()
    report = review(Request(root=root, paths=[root], known=catalog, catalog=catalog, config=Config()))
    assert [(problem.what, problem.path) for problem in report.problems] == [("model", "b/broken.py")]
    assert report.stats["routes found"] == 2


def test_a_deleted_name_is_followed(cli, project) -> None:
    app = "from fastapi import FastAPI\napp = FastAPI()\nd = {'a': 1}\ndel d['a'], d\n"
    app += "@app.get('/x')\ndef x():\n    return {}\n"
    project({"app.py": app})
    assert [route["path"] for route in cli("inventory", "--format", "json").json["routes"]] == ["/x"]


def test_input_is_followed_over_files_unless_told_not_to(cli, project) -> None:
    app = "from flask import Flask, request\nfrom run import run\napp = Flask(__name__)\n"
    app += "@app.get('/')\ndef index():\n    return run(request.args['c'])\n"
    project({"app.py": app, "run.py": "import os\ndef run(command):\n    return os.popen(command).read()\n"})
    only = ("--select", "command-injection", "--format", "json", "--min-confidence", "high")
    assert [finding["path"] for finding in cli(".", *only).json["findings"]] == ["run.py"]
    assert cli(".", *only, "--no-cross-file").json["findings"] == []
