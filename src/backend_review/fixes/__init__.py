"""Fixes: what may be put in place of a finding's code, one module per rule and language.

``fixes/<language>/<rule_id>.py`` (hyphens as underscores; ``javascript`` is TypeScript's, too) has one function
``fix(site) -> Proposal | None``. It proposes; whether a proposal is right to offer is proven elsewhere (``proofs.py``).
"""

from __future__ import annotations

import importlib.util

# JavaScript's modules are TypeScript's, too.
_FOLDERS = {"python": "python", "javascript": "javascript", "typescript": "javascript", "go": "go", "prisma": "prisma"}
LANGUAGES = tuple(dict.fromkeys(_FOLDERS.values()))


def module_of(rule: str, language: str) -> str | None:
    """The name of the module that can mend findings of a rule in files of a language; None where there is none."""
    folder = _FOLDERS.get(language)
    if folder is None:
        return None
    name = f"{__name__}.{folder}.{rule.replace('-', '_')}"
    try:
        return name if importlib.util.find_spec(name) is not None else None
    except ModuleNotFoundError:
        return None
