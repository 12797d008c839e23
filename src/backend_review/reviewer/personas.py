"""Which reviewers the model is, and which items of their checklists it is asked about."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from backend_review.agents import Agent, ChecklistItem, load_agent, parse_agent
from backend_review.catalog import Catalog
from backend_review.errors import UserError, did_you_mean
from backend_review.resources import data_dir
from backend_review.reviewer.units import Unit

DEFAULT = "backend-developer"
_PROJECTS_AGENTS = ".claude/agents"
_BULLET = re.compile(r"^\s{0,3}[-*+]\s+(?:\[[ xX]\]\s+)?(?P<text>\S.*)$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_FEWEST_WORDS = 4
_MOST_ITEMS = 60
_LONGEST_PERSONA = 4_000


def find_agents(names: Sequence[str], root: Path, earlier: Callable[[str], bytes | None] | None) -> list[Agent]:
    """The agents of these names or paths; the tool's own when none is named.

    A name is looked for among the user's agents (``~/.claude/agents``), the tool's, then the project's. The project's
    are part of what is reviewed: where a base is known, ``earlier`` gives a file as it is there, and that is used.
    Raises UserError for one that does not exist.
    """
    return [_find(name, root, earlier) for name in dict.fromkeys(names or [DEFAULT])]


def _find(name: str, root: Path, earlier: Callable[[str], bytes | None] | None) -> Agent:
    place = Path(name)
    if "/" in name or "\\" in name or place.suffix == ".md":
        inside = place.resolve().is_relative_to(root.resolve())
        if inside and earlier is not None:
            return _of_base(place.resolve().relative_to(root.resolve()).as_posix(), name, earlier)
        return load_agent(place.expanduser())
    known: dict[str, Path] = {}
    for folder in (root / _PROJECTS_AGENTS, data_dir("agents"), Path("~/.claude/agents").expanduser()):
        known |= {path.stem: path for path in sorted(folder.glob("*.md"))}
    found = known.get(name)
    if found is None:
        raise UserError(
            f"--agent: no agent '{name}'", did_you_mean(name, known) or f"there are: {', '.join(sorted(known))}"
        )
    if earlier is not None and found.parent == root / _PROJECTS_AGENTS:
        return _of_base(f"{_PROJECTS_AGENTS}/{name}.md", name, earlier)
    return load_agent(found)


def _of_base(path: str, name: str, earlier: Callable[[str], bytes | None]) -> Agent:
    content = earlier(path)
    if content is None:
        raise UserError(
            f"--agent: '{name}' is new in the change that is reviewed", "an agent of the project must be in the base"
        )
    return parse_agent(content.decode("utf-8-sig", errors="replace"), Path(path))


def items_of(agent: Agent) -> tuple[ChecklistItem, ...]:
    """The checklist of an agent. Where no item has an id, its bullets are items, and their text gives the ids."""
    if agent.items:
        return agent.items
    made: dict[str, ChecklistItem] = {}
    fenced = False
    for line in agent.body.split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
        found = None if fenced else _BULLET.match(line)
        if found is None or len(found["text"].split()) < _FEWEST_WORDS:
            continue
        text = " ".join(found["text"].split())
        name = f"{_slug(agent.name)}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
        made.setdefault(name, ChecklistItem(id=name, group=agent.name, text=text[:400], judgement=True))
    return tuple(made.values())[:_MOST_ITEMS]


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:30] or "agent"


def asked_about(agents: Iterable[Agent], catalog: Catalog, pack: Sequence[Unit]) -> list[ChecklistItem]:
    """The items that no rule holds for the code of a request: what only a reader can judge, and what has no rule."""
    languages = {unit.language for unit in pack}
    held = {
        item
        for rule in catalog.rules.values()
        if rule.check or rule.model or any(languages & set(variant.languages) for variant in rule.variants)
        for item in rule.checklist
    }
    asked = [item for agent in agents for item in items_of(agent) if item.judgement or item.id not in held]
    return list({item.id: item for item in asked}.values())


def persona_of(agents: Sequence[Agent]) -> str:
    """What the agents say of themselves, without their checklists."""
    texts = []
    for agent in agents:
        prose, _, _ = re.sub(r"(?s)<!--.*?-->", "", agent.body).partition("\n## Checklist")
        texts.append(prose.strip()[:_LONGEST_PERSONA])
    return "\n\n".join(texts)
