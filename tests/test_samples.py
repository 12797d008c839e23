"""Every rule against every annotated sample, and the rules that rules themselves keep."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from backend_review.catalog import load_catalog
from backend_review.messages import names_of
from backend_review.review import Report
from samples import (
    STACKS,
    compare,
    model_rules,
    pattern_rules,
    read_marks,
    review_projects,
    review_samples,
    rule_folders,
    sample_files,
    without_token,
)

RULES = rule_folders()
SAMPLED = [rule for rule in RULES if not load_catalog().rules[rule.name].built_in]
MODEL = model_rules()
JOINT = [rule for rule in SAMPLED if rule.name in pattern_rules()]


@pytest.fixture(scope="session")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    folder = tmp_path_factory.mktemp("samples")
    return folder, review_samples(folder)


@pytest.mark.parametrize("rule", sorted(MODEL))
def test_sample_projects_agree_with_their_marks(rule: str, tmp_path: Path) -> None:
    assert review_projects(tmp_path, rule) == []


@pytest.mark.parametrize("rule", JOINT, ids=lambda rule: rule.name)
def test_samples_agree_with_their_marks(rule: Path, reviewed: tuple[Path, Report]) -> None:
    folder, report = reviewed
    complaints = [line for line in compare(folder, report.findings) if line.startswith(f"{rule.name}/")]
    assert complaints == []


def test_the_engine_understood_every_rule_and_sample(reviewed: tuple[Path, Report]) -> None:
    _, report = reviewed
    assert report.problems == []
    assert report.not_analysed == []


def test_every_name_in_a_message_has_become_code(reviewed: tuple[Path, Report]) -> None:
    _, report = reviewed
    left = [
        f"{finding.path}:{finding.start.line}: {finding.message}"
        for finding in report.findings
        for name in names_of(finding.message)
        if name not in finding.snippet  # the sample's own text
    ]
    assert left == []


@pytest.mark.parametrize("rule", SAMPLED, ids=lambda rule: rule.name)
def test_samples_mark_both_sides(rule: Path) -> None:
    counts: Counter[str] = Counter()
    for path in sample_files(rule):
        name = path.relative_to(rule / "samples").parts[0]
        assert re.split(r"[-.]", name)[0] in STACKS, f"{name} does not begin with the name of a stack"
        marks = read_marks(path.read_text(encoding="utf-8"))
        counts["ruleid"] += sum(rule.name in ids for ids in (*marks.expected.values(), *marks.pedantic.values()))
        counts["ok"] += sum(rule.name in ids for ids in marks.quiet.values())
    assert counts["ruleid"] >= 2
    assert counts["ok"] >= 2


def test_every_pattern_needs_a_word_that_few_files_have() -> None:
    assert without_token([]) == []


def test_a_wrong_mark_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("# ruleid: sql-injection\nx = 1\n")
    assert compare(tmp_path, []) == ["a.py:2: missed: sql-injection"]


@pytest.mark.parametrize("rule", load_catalog().rules.values(), ids=lambda rule: rule.id)
def test_rule_pages_are_complete(rule) -> None:  # type: ignore[no-untyped-def]
    assert rule.title[0].isupper() or rule.title[0].isdigit()
    assert not rule.title.endswith(".")
    assert rule.references, "a rule names where its facts come from"
    assert all(reference.startswith("https://") for reference in rule.references)
    assert all(cwe.startswith("CWE-") for cwe in rule.cwe)
    assert set(rule.supersedes) <= set(load_catalog().rules)
    languages = {language for variant in rule.variants for language in variant.languages}
    for language in languages & {"python", "go"}:
        assert language in rule.examples, f"no {language} example on the rule's page"
    if languages & {"javascript", "typescript"}:
        assert set(rule.examples) & {"javascript", "typescript"}
    for variant in rule.variants:
        assert len(variant.message) <= 400, f"{variant.id}: two sentences, please"
        assert "consider" not in variant.message.lower()
