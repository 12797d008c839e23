"""Agent files: the shipped checklist is complete and agrees with the rules; reading is lenient."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backend_review.agents import Agent, ChecklistItem, load_agent
from backend_review.catalog import load_catalog
from backend_review.errors import UserError

SHIPPED = Path(__file__).resolve().parent.parent / "agents" / "backend-developer.md"

# Ids are an interface: rules, reports and other people's tools refer to them.
GROUPS = {
    "API design": (
        "api-methods api-status api-versioning api-openapi api-pagination api-errors api-request-validation "
        "api-response-validation api-graphql"
    ),
    "Security": (
        "sec-input sec-queries sec-output sec-rate-limit sec-encrypt-rest sec-encrypt-transit sec-cors "
        "sec-jwt-expiry sec-jwt-refresh sec-jwt-verify sec-least-privilege sec-authentication "
        "sec-authorisation sec-secrets sec-passwords sec-sessions sec-headers sec-crypto sec-outbound "
        "sec-files"
    ),
    "Data": (
        "data-schema data-relations data-constraints data-indexes data-migrations data-seeds data-integrity "
        "data-transactions"
    ),
    "Performance": "perf-caching perf-queries perf-scalability perf-timeouts",
    "Messaging": "msg-rabbitmq msg-kafka msg-tasks",
    "Errors and logging": "err-handling err-logging err-leaks",
    "Tests": "test-endpoints test-quality",
    "Documentation": "doc-api doc-code",
    "Operations (deployment and monitoring)": "ops-config ops-health ops-monitoring ops-shutdown",
}


@pytest.fixture(scope="module")
def shipped() -> Agent:
    return load_agent(SHIPPED)


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "reviewer.md"
    path.write_bytes(text.encode(encoding))
    return path


def test_shipped_agent_has_every_item_in_its_group(shipped: Agent) -> None:
    found: dict[str, list[str]] = {}
    for item in shipped.items:
        found.setdefault(item.group, []).append(item.id)
    assert found == {group: ids.split() for group, ids in GROUPS.items()}


def test_shipped_agent_reads_every_line_that_looks_like_an_item(shipped: Agent) -> None:
    assert len(re.findall(r"^\s*- \[", shipped.body, re.MULTILINE)) == len(shipped.items)


def test_shipped_agent_has_front_matter(shipped: Agent) -> None:
    assert shipped.name == SHIPPED.stem
    assert shipped.description
    assert shipped.model
    assert shipped.color
    assert shipped.body.startswith("You are ")


def test_items_are_sentences(shipped: Agent) -> None:
    for item in shipped.items:
        assert item.text.endswith("."), item.id
        assert "judgement" not in item.text, item.id


def test_every_checklist_id_of_a_rule_is_in_the_agent(shipped: Agent) -> None:
    known = {item.id for item in shipped.items}
    rules = load_catalog(use_cache=False).rules.values()
    unknown = [f"{rule.id}: {name}" for rule in rules for name in rule.checklist if name not in known]
    assert unknown == []


def test_items_carry_group_text_and_mark(tmp_path: Path) -> None:
    path = write(tmp_path, "### API\n\n- [api-one] First.\n* [api-two] Second. (judgement)\n")
    assert load_agent(path).items == (
        ChecklistItem("api-one", "API", "First.", judgement=False),
        ChecklistItem("api-two", "API", "Second.", judgement=True),
    )


def test_what_is_not_an_item_is_left_alone(tmp_path: Path) -> None:
    text = "- [x] done\n- [ ] open\n- [guide](https://example.com)\n```\n- [fenced] No.\n```\n- [kept] Yes.\n"
    assert [item.id for item in load_agent(write(tmp_path, text)).items] == ["kept"]


def test_duplicate_id_names_file_and_line(tmp_path: Path) -> None:
    path = write(tmp_path, "---\nname: a\n---\n# Checklist\n- [one] A.\n- [two] B.\n- [one] C.\n")
    with pytest.raises(UserError) as caught:
        load_agent(path)
    assert caught.value.message == f"{path}:7: checklist id 'one' is already used in line 5"


def test_duplicate_id_without_front_matter_names_the_line(tmp_path: Path) -> None:
    path = write(tmp_path, "- [one] A.\n- [one] B.\n")
    with pytest.raises(UserError, match=r"reviewer\.md:2: .*line 1$"):
        load_agent(path)


def test_front_matter_may_be_missing(tmp_path: Path) -> None:
    agent = load_agent(write(tmp_path, "Review.\n"))
    assert agent == Agent("reviewer", "", "inherit", "", "Review.", ())


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("name: a\ndescription: d\nmodel: m\ncolor: c", ("a", "d", "m", "c")),
        ("name: a\ndescription: Use when: code changed\nmodel: m", ("a", "Use when: code changed", "m", "")),
        ("name: 7\nmodel:\ntools: [Read]", ("7", "", "inherit", "")),
        ("description: [not, text]", ("reviewer", "", "inherit", "")),
        ("name: b\nsince: 2026-99-99", ("b", "", "inherit", "")),
        ("- not\n- a mapping", ("reviewer", "", "inherit", "")),
        ("", ("reviewer", "", "inherit", "")),
    ],
)
def test_front_matter_is_read_leniently(tmp_path: Path, front: str, expected: tuple[str, str, str, str]) -> None:
    agent = load_agent(write(tmp_path, f"---\n{front}\n---\nReview.\n"))
    assert (agent.name, agent.description, agent.model, agent.color) == expected
    assert agent.body == "Review."


def test_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    path = write(tmp_path, "---\r\nname: a\r\n---\r\n- [one] A.\r\n", encoding="utf-8-sig")
    agent = load_agent(path)
    assert (agent.name, [item.id for item in agent.items]) == ("a", ["one"])


def test_a_rule_between_paragraphs_is_not_front_matter(tmp_path: Path) -> None:
    assert load_agent(write(tmp_path, "Review.\n\n---\n\nname: b\n---\n")).name == "reviewer"


def test_unreadable_file_is_a_user_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        load_agent(tmp_path / "missing.md")
    path = tmp_path / "binary.md"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match="not UTF-8"):
        load_agent(path)
