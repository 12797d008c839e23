"""Reviewer personas (``agents/<name>.md``, the format coding agents use) and the checklists in them."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from backend_review.errors import UserError

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^(name|description|model|color):[ \t]*(.*)$", re.MULTILINE)
_HEADING = re.compile(r"#{1,6}[ \t]+(.+?)[ \t#]*")
# "- [x] done" is a task, "- [text](address)" a link: an id has two characters or more and a blank after it.
_ITEM = re.compile(r"[-*+][ \t]+\[([a-z][a-z0-9-]+)\][ \t]+(.+?)([ \t]+\(judgement\))?[ \t]*")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")


class ChecklistItem(msgspec.Struct, frozen=True):
    """One line of a checklist: ``- [id] text``, under the heading that names its group."""

    id: str
    group: str
    text: str
    judgement: bool


class Agent(msgspec.Struct, frozen=True):
    """A reviewer persona: who it is, what it is told, and what it checks."""

    name: str
    description: str
    model: str
    color: str
    body: str
    items: tuple[ChecklistItem, ...]


def load_agent(path: Path) -> Agent:
    """Read an agent file.

    Front matter may be missing, or hold other keys. Raises UserError when the file cannot be read and, with
    file and line, when two items have the same id.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path}: not UTF-8 text: {error.reason}") from error
    return parse_agent(text, path)


def parse_agent(text: str, path: Path) -> Agent:
    """An agent from the text of its file; ``path`` names it. Raises UserError as ``load_agent`` does."""
    front = _FRONT_MATTER.match(text)
    fields = _fields(front.group(1)) if front else {}
    body = text[front.end() :] if front else text
    return Agent(
        name=fields.get("name") or path.stem,
        description=fields.get("description", ""),
        model=fields.get("model") or "inherit",
        color=fields.get("color", ""),
        body=body.strip(),
        items=_items(path, body, first_line=text.count("\n") - body.count("\n") + 1),
    )


def _fields(front: str) -> dict[str, str]:
    """The front matter's scalars. ``description: Use when: …`` is not YAML, but coding agents accept it."""
    # Late: only a command that needs an agent reads YAML.
    import yaml

    try:
        loaded = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {key: value.strip() for key, value in _FIELD.findall(front)}
    if not isinstance(loaded, dict):
        return {}
    return {str(key): str(value).strip() for key, value in loaded.items() if isinstance(value, str | int | float)}


def _items(path: Path, body: str, first_line: int) -> tuple[ChecklistItem, ...]:
    items: list[ChecklistItem] = []
    lines: dict[str, int] = {}
    group = ""
    fenced = False
    for number, line in enumerate(body.split("\n"), first_line):
        if _FENCE.match(line):
            fenced = not fenced
        if fenced:
            continue
        if heading := _HEADING.fullmatch(line):
            group = heading.group(1)
        if not (item := _ITEM.fullmatch(line.strip())):
            continue
        name, text, mark = item.groups()
        if name in lines:
            raise UserError(
                f"{path}:{number}: checklist id '{name}' is already used in line {lines[name]}",
                "findings and rules refer to an item by its id: give each item one of its own",
            )
        lines[name] = number
        items.append(ChecklistItem(id=name, group=group, text=text, judgement=mark is not None))
    return tuple(items)
