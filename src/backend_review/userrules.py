"""Rules that a project brings along: plain Semgrep files, or rule folders like ours.

The configuration names them by path. They come from the repository under review and are data only: patterns for
the engine, never code.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from backend_review.catalog import Catalog, Rule, Variant, compile_rule
from backend_review.config import Loaded
from backend_review.errors import UserError, nearest
from backend_review.finding import Audience, Confidence, Severity
from backend_review.rulefile import LANGUAGES, SEMGREP_KEYS, line_of_item, load_yaml

TOPIC = "custom"
_LEVELS = {"ERROR": Severity.ERROR, "WARNING": Severity.WARNING, "INFO": Severity.INFO}
# Accepted without effect: they tell other tools things.
_IGNORED = {"metadata", "fix", "fix-regex", "paths", "severity", "id", "message"}
_ALIASES = {"py": "python", "python3": "python", "js": "javascript", "ts": "typescript", "golang": "go"}


def add_user_rules(catalog: Catalog, loaded: Loaded) -> Catalog:
    """The catalogue with the configuration's own rules. Raises UserError with file and line for a broken one."""
    rules = dict(catalog.rules)
    base = loaded.path.parent if loaded.path else Path()
    for name in loaded.config.rules:
        path = base / name
        if not path.exists():
            raise UserError(f"{loaded.where(name)}: no such rule file or folder: {name}")
        for rule in _read(path):
            if rule.id in rules:
                raise UserError(f"{path}: there is a rule '{rule.id}' already", "choose another id")
            rules[rule.id] = rule
    return Catalog(rules)


def _read(path: Path) -> list[Rule]:
    if path.is_file():
        return _semgrep_file(path)
    own = sorted(path.rglob("rule.yaml"))
    rules = []
    for file in own:
        rule = compile_rule(file, path / "shared")
        if rule.check or rule.refine or rule.built_in:
            raise UserError(f"{file}:1: only the tool's own rules can have a Python check", "use 'patterns'")
        rules.append(rule)
    folders = {file.parent for file in own}
    for file in sorted((*path.rglob("*.yaml"), *path.rglob("*.yml"))):
        if not folders & {file.parent, *file.parents} and "shared" not in file.parts:
            rules.extend(_semgrep_file(file))
    return rules


def _semgrep_file(path: Path) -> list[Rule]:
    raw = load_yaml(path)
    if not isinstance(raw, dict) or not isinstance(raw.get("rules"), list):
        raise UserError(f"{path}:1: not a Semgrep rule file: no list 'rules'")
    return [_semgrep_rule(path, position, item) for position, item in enumerate(raw["rules"])]


def _semgrep_rule(path: Path, position: int, raw: Any) -> Rule:
    line = line_of_item(path, ["rules", position])

    def fail(message: str) -> UserError:
        return UserError(f"{path}:{line}: {message}")

    if not isinstance(raw, dict):
        raise fail("a rule must be a mapping")
    for key in ("id", "message", "languages", "severity"):
        if key not in raw:
            raise fail(f"the rule has no '{key}'")
    for key in raw:
        if key not in SEMGREP_KEYS | _IGNORED:
            close = nearest(key, SEMGREP_KEYS)
            raise fail(f"unknown key '{key}' in rule '{raw['id']}'" + (f", did you mean '{close}'?" if close else ""))
    languages = tuple(_ALIASES.get(str(name), str(name)) for name in raw["languages"])
    unknown = [name for name in languages if name not in LANGUAGES]
    if unknown:
        raise fail(f"rule '{raw['id']}' is for '{unknown[0]}', which is not reviewed")
    level = _LEVELS.get(str(raw["severity"]).upper())
    if level is None:
        raise fail(f"severity '{raw['severity']}' of rule '{raw['id']}' is not one of ERROR, WARNING, INFO")
    rule_id = str(raw["id"])
    message = " ".join(str(raw["message"]).split())
    semgrep = {key: value for key, value in raw.items() if key in SEMGREP_KEYS}
    semgrep |= {"id": rule_id, "languages": list(languages), "severity": "INFO", "message": rule_id}
    return Rule(
        id=rule_id,
        title=rule_id,
        topic=TOPIC,
        severity=level,
        confidence=Confidence.MEDIUM,
        audience=Audience.REGULAR,
        why=message,
        scope=("production", "script"),
        variants=(
            Variant(
                id=rule_id,
                rule=rule_id,
                message=message,
                languages=languages,
                semgrep=semgrep,
                origin=f"{path}:{line}",
            ),
        ),
    )
