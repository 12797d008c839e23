"""What Python functions share besides their parameters: variables of modules that some function changes, Flask's ``g``.

Each is something like a parameter of every function that asks for it, known by a key of its own.
"""

from __future__ import annotations

import re

from backend_review.index.program import Module

_SHARED = "@"  # what the keys begin with; no parameter does
REQUEST = {"request", "req"}  # parameters whose members handlers set before others see them
_FLASK = f"{_SHARED}flask.g"
_G = re.compile(r"^from (?:flask|quart) import [^#\n]*\bg\b|^from (?:flask|quart) import \([^)]*\bg\b", re.MULTILINE)
_GLOBAL = re.compile(r"^[ \t]+global ([\w, ]+)", re.MULTILINE)
_CONTAINER = re.compile(
    r"^(\w+)(?:\s*:[^=\n]+)?\s*=\s*(?:[{\[]|(?:[\w.]*\.)?(?:dict|list|set|defaultdict|OrderedDict|deque|Queue)\()",
    re.MULTILINE,
)
_CHANGES = r"^[ \t]+[^#\n]*\b{name}(?:\[[^\]\n]*\]\s*=[^=]|\.(?:append|add|update|setdefault|extend|insert|put|push)\()"
_SETS = r"^[ \t]+[^#\n]*\b{name}(?:\.\w+)*(?:\.\w+|\[[\"']\w+[\"']\])\s*=[^=]|^[ \t]+setattr\({name}\b"
_MAX = 20


def is_shared(key: str) -> bool:
    """Whether a key is not one of a parameter."""
    return key.startswith(_SHARED)


def changed_names(text: str) -> set[str]:
    """The names that functions of a module declare as the module's."""
    return {name.strip() for found in _GLOBAL.findall(text) for name in found.split(",") if name.strip()}


def shared_by(module: Module) -> dict[str, str]:
    """The names in a module that stand for what several functions share, with their keys."""
    if module.language != "python":
        return {}
    text = module.file.text
    found = {"g": _FLASK} if _G.search(text) else {}
    names = changed_names(text)
    for name in dict.fromkeys(_CONTAINER.findall(text)):
        if re.search(_CHANGES.format(name=name), text, re.MULTILINE):
            names.add(name)
    found.update({name: f"{_SHARED}{module.path}:{name}" for name in sorted(names)[:_MAX]})
    return found


def changes(module: Module, key: str) -> list[int]:
    """The lines of a module where something may be put into what a key is of; "request" for requests."""
    if module.language != "python":
        return []
    text = module.file.text
    if key in REQUEST:
        pattern = _SETS.format(name=key)
    else:
        name = next((name for name, known in shared_by(module).items() if known == key), "")
        if not name:
            return []
        pattern = "|".join((_SETS.format(name=name), _CHANGES.format(name=name), rf"^[ \t]+{name}\s*=[^=]"))
    return [text.count("\n", 0, found.end() - 1) + 1 for found in re.finditer(pattern, text, re.MULTILINE)]
