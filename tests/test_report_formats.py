"""Formats that other tools read: findings with fixes, what failed, what was not analysed, a model's comments."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from backend_review.finding import Edit, Fix
from backend_review.reporters import changes, gitlab, json_v1, junit, markdown, rdjson, sarif
from backend_review.review import Report
from backend_review.reviewer.result import ModelReview
from made_reports import CATALOG, CODE, a_model_review, a_report, edit, finding


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return a_report(tmp_path)


@pytest.fixture
def model() -> ModelReview:
    return a_model_review()


def test_gitlab_code_quality(report: Report, model: ModelReview) -> None:
    issues = json.loads(gitlab.render(report, CATALOG, False, model))
    assert [(item["check_name"], item["severity"]) for item in issues] == [
        ("unverified-tls", "critical"),
        ("sql-injection", "critical"),
        ("sql-injection", "major"),
        ("not-analysed", "info"),
        ("review-incomplete", "blocker"),
        ("model-correctness", "info"),
        ("not-reviewed-by-model", "info"),
    ]
    assert len({item["fingerprint"] for item in issues}) == len(issues)
    assert issues[0]["location"] == {"path": "app.py", "lines": {"begin": 3, "end": 3}}
    assert not {"\x1b", "\u202e"} & set("".join(item["description"] for item in issues))


def test_gitlab_without_findings_is_an_empty_list(tmp_path: Path) -> None:
    assert json.loads(gitlab.render(Report(tmp_path), CATALOG, False)) == []


def test_junit_has_a_case_for_everything(report: Report, model: ModelReview) -> None:
    top = ElementTree.fromstring(junit.render(report, CATALOG, False, model))
    assert top.attrib == {"name": "backend-review", "tests": "7", "failures": "3", "errors": "1"}
    outcomes = [[child.tag for child in case] for case in top.iter("testcase")]
    assert outcomes == [["failure"]] * 3 + [["error"], ["skipped"], ["system-out"], ["skipped"]]
    for suite in top:
        assert int(suite.attrib["tests"]) == len(suite)
    first, _, third = top[0]
    assert first.attrib["file"] == first.attrib["classname"] == "app.py"
    assert "Fix: Leave out `verify=False`." in first[0].text
    assert "<script>alert(1)</script>" in third[0].attrib["message"]
    assert "\\x1b[2J" in third[0].attrib["message"]


def test_junit_names_do_not_change_when_lines_move(report: Report) -> None:
    def names(report: Report) -> list[str | None]:
        return [
            case.get("name") for case in ElementTree.fromstring(junit.render(report, CATALOG, False)).iter("testcase")
        ]

    before = names(report)
    report.findings = [finding(3, 40), finding(3, 40), *report.findings[1:]]
    assert len(set(names(report))) == len(before) + 1
    assert set(before) < set(names(report))


def test_junit_without_findings_is_one_test_that_passed(tmp_path: Path) -> None:
    (case,) = ElementTree.fromstring(junit.render(Report(tmp_path), CATALOG, False)).iter("testcase")
    assert [child.tag for child in case] == ["system-out"]


def test_rdjson_columns_count_bytes_of_utf8(report: Report) -> None:
    first = json.loads(rdjson.render(report, CATALOG, False))["diagnostics"][0]
    line = CODE.split("\n")[2].encode()
    place = first["location"]["range"]
    assert line[place["start"]["column"] - 1 :].startswith(b", verify=False")
    (suggestion,) = first["suggestions"]
    span = suggestion["range"]
    mended = line[: span["start"]["column"] - 1] + suggestion["text"].encode() + line[span["end"]["column"] - 1 :]
    assert mended.decode() == 'NAME = "größe 𐐀"; x = requests.get(NAME)'


def test_rdjson_has_one_suggestion_for_a_fix_or_none(report: Report, model: ModelReview) -> None:
    _, two, far, *others = json.loads(rdjson.render(report, CATALOG, False, model))["diagnostics"]
    assert two["suggestions"] == [
        {
            "range": {"start": {"line": 6}, "end": {"line": 8}},
            "text": '    query = "select * from t where id = %s"\n    return execute(\n        query, (id,),',
        }
    ]
    assert "This changes behaviour. What `execute` does" in two["message"]
    assert two["related_locations"][0]["location"]["range"]["start"] == {"line": 5, "column": 10}
    assert "suggestions" not in far
    assert [item["code"]["value"] for item in others] == [
        "not-analysed", "review-incomplete", "model-correctness", "not-reviewed-by-model",
    ]  # fmt: skip
    assert others[2]["suggestions"] == [
        {"range": {"start": {"line": 7}, "end": {"line": 9}}, "text": "    return execute(query)"}
    ]


def test_rdjson_messages_mean_nothing_to_markdown(report: Report) -> None:
    message = json.loads(rdjson.render(report, CATALOG, False))["diagnostics"][2]["message"]
    outside = "".join(message.split("`")[::2])
    assert "everyone" in outside
    assert "@everyone" not in outside
    assert "!\\[x\\]" in outside or "\\!\\[x\\]" in outside
    assert "<script" not in outside.replace("\\<", "")


def test_json_has_the_fix(report: Report) -> None:
    first, second, _ = json.loads(json_v1.render(report, CATALOG, False))["findings"]
    assert first["fix"] == {
        "description": "leave out `verify=False`",
        "safe": True,
        "behind": None,
        "edits": [{"start": {"line": 3, "column": 40}, "end": {"line": 3, "column": 54}, "text": ""}],
    }
    assert second["fix"]["behind"] == "what `execute` does with parameters"


def test_sarif_has_the_fix(report: Report, sarif_schema: dict) -> None:
    log = json.loads(sarif.render(report, CATALOG, False))
    jsonschema.validators.validator_for(sarif_schema)(sarif_schema).validate(log)
    fixes = [result["fixes"] for result in log["runs"][0]["results"]]
    (change,) = fixes[0][0]["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "app.py"
    region = change["replacements"][0]["deletedRegion"]
    assert region == {"startLine": 3, "startColumn": 40, "endLine": 3, "endColumn": 54}
    assert [len(fix[0]["artifactChanges"][0]["replacements"]) for fix in fixes] == [1, 2, 2]


def test_markdown_suggests_one_stretch_of_whole_lines(report: Report) -> None:
    text = markdown.render(report, CATALOG, False)
    blocks = [part.split("```")[0] for part in text.split("```suggestion\n")[1:]]
    assert [[line.strip() for line in block.strip().split("\n")] for block in blocks] == [
        ['NAME = "größe 𐐀"; x = requests.get(NAME)'],
        ['query = "select * from t where id = %s"', "return execute(", "query, (id,),"],
    ]
    assert text.count("Fix: ") == 3


def test_a_stretch_is_whole_lines_and_has_at_least_one_of_the_file() -> None:
    lines = ["a", "b", "c"]

    def made(*edits: Edit) -> changes.Stretch | None:
        return changes.single(lines, Fix("x", True, edits))

    assert made(edit((2, 1), (2, 1), "new\n")) == changes.Stretch(2, 2, ("b",), ("new", "b"))
    assert made(edit((2, 1), (3, 1), "")) == changes.Stretch(2, 2, ("b",), ())
    assert made(edit((3, 2), (3, 2), "\nnew")) == changes.Stretch(3, 3, ("c",), ("c", "new"))
    assert made(edit((2, 2), (2, 2), "b")) == changes.Stretch(2, 2, ("b",), ("bb",))
    assert made(edit((1, 1), (1, 2), "A"), edit((3, 1), (3, 2), "C")) == changes.Stretch(
        1, 3, ("a", "b", "c"), ("A", "b", "C")
    )
    assert made(edit((4, 1), (5, 1), "x")) is None
    assert made(edit((2, 1), (2, 1), "")) is None


def test_line_ends_of_the_file_do_not_become_text(tmp_path: Path, report: Report) -> None:
    (tmp_path / "app.py").write_bytes(CODE.replace("\n", "\r\n").encode())
    assert "\r" not in markdown.render(report, CATALOG, False)


def test_files_outside_of_the_project_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "secret.py").write_text("SECRET = 1\n")
    sources = changes.Sources(Report(tmp_path / "inside"))
    assert sources.lines("../secret.py") == [""]
    assert sources.lines("missing.py") == []
