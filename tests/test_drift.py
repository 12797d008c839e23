"""What is written down twice must agree: generated pages, the README, the hook, the checklist."""

from __future__ import annotations

import re

import pytest
import yaml

from backend_review import __version__, reporters
from backend_review.agents import load_agent
from backend_review.catalog import load_catalog
from backend_review.cli import FORMATS
from backend_review.pages import generated_pages
from backend_review.project.source import LANGUAGE_OF_SUFFIX
from conftest import CHECKOUT

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
PAGES = generated_pages(load_catalog(), load_agent(CHECKOUT / "agents" / "backend-developer.md"))


@pytest.mark.parametrize("name", sorted(PAGES))
def test_generated_pages_are_up_to_date(name: str) -> None:
    path = CHECKOUT / name
    assert path.is_file(), "run 'backend-review docs'"
    assert path.read_text(encoding="utf-8") == PAGES[name], "run 'backend-review docs'"


def test_no_page_of_a_rule_that_is_gone() -> None:
    assert {f"docs/rules/{path.name}" for path in (CHECKOUT / "docs" / "rules").glob("*.md")} <= set(PAGES)


def test_the_readme_names_every_rule() -> None:
    missing = [rule for rule in load_catalog().rules if f"({'docs/rules/' + rule}.md)" not in README]
    assert missing == []


def test_the_readme_and_the_reporters_have_every_format() -> None:
    shown = re.findall(r"^\| `(\w+)` \| ", README, re.MULTILINE)
    assert sorted(shown) == sorted(FORMATS) == sorted(reporters.MODULES)
    named = re.search(r"`--format ([\w\\|]+)`, `--output FILE`", README)
    assert named is not None
    assert named[1].split("\\|") == list(FORMATS)


def test_the_readme_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(((?!https?://)[^)#]+)", README):
        assert (CHECKOUT / target).exists(), target


def test_the_hook_gets_the_files_the_tool_reads() -> None:
    (hook,) = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text())
    assert hook["language"] == "python"
    assert hook["require_serial"] is True
    from identify.extensions import EXTENSIONS

    for suffix in LANGUAGE_OF_SUFFIX:
        if suffix.lstrip(".") in EXTENSIONS:
            assert EXTENSIONS[suffix.lstrip(".")] & set(hook["types_or"]), suffix


def test_the_changelog_has_this_version() -> None:
    assert f"## {__version__}" in (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
