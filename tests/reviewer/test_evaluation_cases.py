"""The planted bugs: both twins are code, they differ only where the case says, and no rule gives the answer away."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from backend_review.agents import load_agent
from backend_review.catalog import load_catalog
from backend_review.config import Config
from backend_review.finding import Finding
from backend_review.index import syntax
from backend_review.project.source import SourceFile
from backend_review.resources import data_dir
from backend_review.review import Report, Request, review
from backend_review.reviewer.evaluation.cases import Case, Kind, Unit, cases, clean_modules, injections, units
from backend_review.reviewer.evaluation.score import SLACK
from backend_review.reviewer.result import CATEGORIES

UNITS = units()
BY_ID = {unit.id: unit for unit in UNITS}
PAIRS = [(BY_ID[f"{name}/buggy"], BY_ID[f"{name}/fixed"]) for name in cases()]
CHECKLIST = {item.id for item in load_agent(data_dir("agents") / "backend-developer.md").items}


def test_there_are_as_many_as_the_intervals_need() -> None:
    kinds = Counter(unit.kind for unit in UNITS)
    assert kinds[Kind.BUGGY] == kinds[Kind.FIXED] >= 60
    assert kinds[Kind.INJECTED] >= 15
    assert kinds[Kind.CLEAN] + kinds[Kind.FIXED] >= 30
    assert len({unit.id for unit in UNITS}) == len(UNITS)
    languages = Counter(Path(case.path).suffix for case in cases().values())
    assert set(languages) == {".py", ".ts", ".go"}
    assert min(languages.values()) >= 15


def test_ids_are_plain_and_paths_do_not_tell() -> None:
    for name in [*cases(), *clean_modules(), *injections()]:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name), name
    for unit in UNITS:
        assert not re.search(r"bug|fix|clean|case|eval|vuln", " ".join(unit.files)), unit.id
        for text in unit.files.values():
            assert not re.search(r"\b(?:TODO|FIXME|XXX|BUG|buggy)\b|<<<<<<<|>>>>>>>|=======", text), unit.id


@pytest.mark.parametrize("name", cases())
def test_a_case_says_what_is_wrong(name: str) -> None:
    case = cases()[name]
    assert case.categories
    assert set(case.categories) <= set(CATEGORIES)
    assert len(case.categories) <= 4, "a case that any category fits measures nothing"
    assert case.checklist in CHECKLIST
    assert 40 <= len(case.truth) <= 220
    assert case.truth.endswith(".")
    assert "\n" not in case.truth


@pytest.mark.parametrize(("buggy", "fixed"), PAIRS, ids=list(cases()))
def test_twins_differ_within_the_spans_only(buggy: Unit, fixed: Unit) -> None:
    assert buggy.files.keys() == fixed.files.keys()
    assert {path for path in buggy.files if buggy.files[path] != fixed.files[path]} == {buggy.path}
    lines = [unit.files[unit.path].splitlines() for unit in (buggy, fixed)]
    for tag, *places in difflib.SequenceMatcher(None, *lines, autojunk=False).get_opcodes():
        for unit, start, end in ((buggy, *places[:2]), (fixed, *places[2:])):
            if tag != "equal":
                assert any(s.start - 1 <= start <= end <= s.end for s in unit.spans), (unit.id, start + 1, end)


@pytest.mark.parametrize("unit", UNITS, ids=[unit.id for unit in UNITS])
def test_a_unit_is_small_whole_code(unit: Unit) -> None:
    assert unit.path in unit.files
    assert 20 <= unit.lines <= 80
    for path, text in unit.files.items():
        file = SourceFile.from_content(Path("/"), path, text.encode())
        assert not syntax.parse(file).root_node.has_error
        if path.endswith(".py"):
            compile(text, path, "exec", dont_inherit=True)
    lines = unit.files[unit.path].splitlines()
    for span in unit.spans:
        assert span.path == unit.path
        assert 1 <= span.start <= span.end <= len(lines)
        assert span.end - span.start < 25, "a span that is half of the file is hit by chance"
        assert any(lines[number].strip() for number in range(span.start - 1, span.end))


IMPORTED = {
    ".py": r"^(?:from [\w.]+ )?import (.+)$",
    ".ts": r"^import (?:type )?\{? ?(.+?) ?\}? from",
    ".go": r"^\t(?:\w+ )?\"(?:.*/)?((?!v\d)\w+)(?:/v\d+)?\"$",
}


@pytest.mark.parametrize(("buggy", "fixed"), PAIRS, ids=list(cases()))
def test_no_import_that_only_the_other_twin_needs_tells_what_to_write(buggy: Unit, fixed: Unit) -> None:
    pattern = IMPORTED[Path(buggy.path).suffix]
    for unit in (buggy, fixed):
        text = unit.files[unit.path]
        names = [name for line in re.findall(pattern, text, re.MULTILINE) for name in line.split(",")]
        assert names or "import" not in text
        for name in names:
            last = re.sub(r"^type ", "", name.strip()).split(" as ")[-1]
            used = re.findall(rf"\b{re.escape(last)}\b", re.sub(r"//.*|^package .*", "", text, flags=re.MULTILINE))
            assert len(used) > 1, (unit.id, last)


def test_an_injection_moves_the_bug_and_nothing_else() -> None:
    for name, injection in injections().items():
        injected, buggy = BY_ID[f"{name}/injected"], BY_ID[f"{injection.case}/buggy"]
        added = len(injection.text.splitlines())
        after, before = (unit.files[unit.path].splitlines() for unit in (injected, buggy))
        assert len(after) == len(before) + added
        for moved, span in zip(injected.spans, buggy.spans, strict=True):
            assert after[moved.start - 1 : moved.end] == before[span.start - 1 : span.end]
        assert injection.at in ("top", "span")


@pytest.mark.parametrize(
    "code", ["a\n", "<<<<<<< buggy\na\n", "<<<<<<< buggy\na\n>>>>>>> fixed\n", "=======\na\n>>>>>>> fixed\n"]
)
def test_marks_that_do_not_pair_are_refused(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Case("app.py", ("data",), "data-integrity", "", code)
    monkeypatch.setattr("backend_review.reviewer.evaluation.cases.cases", lambda: {"broken": broken})
    with pytest.raises(ValueError, match=r"app\.py"):
        units()


def test_a_misspelt_field_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.yaml.decode("path: a.py\ncode: ''\ntempts: ''\ntruht: ''\n", type=Case)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, dict[str, list[Finding]]]:
    """A review of all units at once, each in a folder of its own, with the rules and settings of a first run."""
    root = tmp_path_factory.mktemp("project").resolve()
    folders = {f"p{number}": unit for number, unit in enumerate(UNITS) if unit.kind is not Kind.INJECTED}
    for folder, unit in folders.items():
        unit.write(root / folder)
    catalog = load_catalog()
    report = review(Request(root=root, paths=[root], known=catalog, catalog=catalog, config=Config()))
    findings: dict[str, list[Finding]] = {}
    for finding in report.findings:
        findings.setdefault(folders[finding.path.partition("/")[0]].id, []).append(finding)
    return report, findings


def test_no_rule_points_at_a_bug_or_tells_the_twins_apart(said: tuple[Report, dict[str, list[Finding]]]) -> None:
    report, findings = said
    assert not report.problems
    assert not report.not_analysed
    assert report.files == sum(len(unit.files) for unit in UNITS if unit.kind is not Kind.INJECTED)
    for buggy, fixed in PAIRS:
        for finding in findings.get(buggy.id, []):
            beside = [s for s in buggy.spans if s.start - SLACK <= finding.start.line <= s.end + SLACK]
            assert not beside, f"{buggy.id}: {finding.rule} points at it"
        rules = [Counter(finding.rule for finding in findings.get(unit.id, [])) for unit in (buggy, fixed)]
        assert not rules[0] - rules[1], buggy.id


def test_clean_modules_are_clean_for_the_rules_too(said: tuple[Report, dict[str, list[Finding]]]) -> None:
    assert not {unit.id: said[1][unit.id] for unit in UNITS if unit.kind is Kind.CLEAN and unit.id in said[1]}
