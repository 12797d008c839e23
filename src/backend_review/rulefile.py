"""Reading one ``rule.yaml``: its shape, and errors that name the file and the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from backend_review.errors import UserError, did_you_mean
from backend_review.finding import Audience, Confidence, Severity

TOPICS = (
    "injection", "auth", "web", "api", "data", "migrations", "errors", "performance", "messaging", "testing", "review",
)  # fmt: skip
LANGUAGES = ("python", "javascript", "typescript", "go", "regex", "generic")

# Keys of a Semgrep rule that the engine reads, as its rule-syntax documentation lists them.
SEMGREP_KEYS = {
    "pattern", "patterns", "pattern-either", "pattern-regex", "pattern-not", "pattern-inside", "mode", "options",
    "pattern-sources", "pattern-sinks", "pattern-sanitizers", "pattern-propagators", "match", "taint",
    "languages", "min-version", "max-version",
}  # fmt: skip
_OWN_KEYS = {
    "id", "message", "severity", "confidence", "audience", "needs", "unless-project", "starts-at", "within-function",
    "of-objects", "rendered",
}  # fmt: skip
_SCALES = {
    "rendered": ["written", "followed"],
    "severity": [member.value for member in Severity],
    "confidence": [member.value for member in Confidence],
    "audience": [member.value for member in Audience],
}
VARIANT_KEYS = SEMGREP_KEYS | _OWN_KEYS


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The offence and its mending, in one language, as the rule's page shows them."""

    bad: str
    good: str


class RuleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """``rule.yaml``, field by field; see CONTRIBUTING.md for what each is for."""

    id: str
    title: str
    topic: str
    severity: Severity
    confidence: Confidence
    since: str
    why: str
    instead: str
    examples: dict[str, Example]
    limits: str
    references: list[str]
    audience: Audience = Audience.REGULAR
    checklist: list[str] = []
    cwe: list[str] = []
    owasp: list[str] = []
    supersedes: list[str] = []
    scope: tuple[str, ...] = ("production", "script")
    patterns: list[dict[str, Any]] = []
    check: bool = False
    model: bool = False
    about: Literal[  # of the model: which files it may concern
        "routes",
        "applications",
        "tables",
        "migrations",
        "queries",
        "rows",
        "programs",
        "messages",
        "tests",
        "coroutines",
        "synchronous",
        "memory",
    ] = "routes"
    refine: bool = False
    built_in: bool = False


class _Include(str):
    """The name after ``!include``, waiting to be replaced by the shared list of that name."""


class _Loader(yaml.CSafeLoader):
    """Safe YAML plus ``!include``."""


_Loader.add_constructor("!include", lambda loader, node: _Include(loader.construct_scalar(node)))  # type: ignore[arg-type]


def load_yaml(path: Path) -> Any:
    """The content of a YAML file, ``!include`` marks kept. Raises UserError with file and line."""
    try:
        return yaml.load(path.read_bytes(), Loader=_Loader)  # noqa: S506 - a subclass of the safe loader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UserError(f"{path}:{line}: not valid YAML: {error.problem or error.context}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UserError(f"{path}:1: not valid YAML: {error}") from error
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from error


def _expand(value: Any, shared: Path, where: Path, active: tuple[str, ...] = ()) -> Any:
    """Replace each ``!include name`` in a list by the items of ``name.yaml``, includes within them too.

    The file is looked for beside the one that names it (a rule may keep a language's patterns in a file of its own),
    then in the shared folder.
    """
    if isinstance(value, dict):
        return {key: _expand(item, shared, where, active) for key, item in value.items()}
    if not isinstance(value, list):
        if isinstance(value, _Include):
            raise UserError(f"{where}: '!include {value}' must be an item of a list")
        return value
    items: list[Any] = []
    for item in value:
        if not isinstance(item, _Include):
            items.append(_expand(item, shared, where, active))
            continue
        if item in active:
            raise UserError(f"{where}: '!include {item}' includes itself")
        source = next(
            (path for path in (where.parent / f"{item}.yaml", shared / f"{item}.yaml") if path.is_file()), None
        )
        if source is None:
            known = [path.stem for folder in (where.parent, shared) for path in folder.glob("*.yaml")]
            raise UserError(f"{where}:{_line_of(where, item)}: no list '{item}' to include", did_you_mean(item, known))
        included = load_yaml(source)
        if not isinstance(included, list):
            raise UserError(f"{source}:1: a shared list must be a YAML list")
        items.extend(_expand(included, shared, source, (*active, str(item))))
    return items


def _line_of(path: Path, text: str) -> int:
    """The first line of a file that holds a text; 1 when none does."""
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if text in line:
            return number
    return 1


def line_of_item(path: Path, keys: list[str | int]) -> int:
    """The line of a value in a YAML file, given the keys that lead to it; the nearest known parent's otherwise."""
    node = yaml.compose(path.read_bytes(), Loader=_Loader)
    line = 1
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            for name, value in node.value:
                if name.value == key:
                    line, node = name.start_mark.line + 1, value
                    break
            else:
                return line
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            line = node.start_mark.line + 1
        else:
            return line
    return line


def _explain(path: Path, error: msgspec.ValidationError) -> UserError:
    """Turn msgspec's "… - at `$.a[0]`" into file, line and words."""
    text = str(error)
    what, _, at = text.partition(" - at ")
    keys: list[str | int] = [
        int(part[1:-1]) if part.startswith("[") and part[1:-1].isdigit() else part.lstrip(".")
        for part in re.findall(r"\.[\w-]+|\[\d+\]|\[\.\.\.\]", at.strip("`"))
    ]
    unknown = re.search(r"unknown field `([^`]+)`", what)
    if unknown:
        keys.append(unknown.group(1))
    name = ".".join(str(key) for key in keys)
    return UserError(f"{path}:{line_of_item(path, keys)}: {what}" + (f" (at {name})" if name and not unknown else ""))


def read_rule_file(path: Path, shared: Path) -> RuleFile:
    """Read and check one ``rule.yaml``; ``shared`` is the folder that ``!include`` names lists of.

    Raises UserError with file, line and reason for the first thing that is wrong.
    """
    raw = _expand(load_yaml(path), shared, path)
    try:
        rule = msgspec.convert(raw, RuleFile)
    except msgspec.ValidationError as error:
        raise _explain(path, error) from error
    _check_rule(path, rule)
    return rule


def _check_rule(path: Path, rule: RuleFile) -> None:
    """What the types cannot say."""

    def fail(keys: list[str | int], message: str, hint: str | None = None) -> UserError:
        return UserError(f"{path}:{line_of_item(path, keys)}: {message}", hint)

    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", rule.id):
        raise fail(["id"], f"rule id '{rule.id}' is not lower-case words joined by hyphens")
    if path.parent.name != rule.id:
        raise fail(["id"], f"rule id '{rule.id}' differs from its folder '{path.parent.name}'")
    if rule.topic not in TOPICS:
        raise fail(["topic"], f"unknown topic '{rule.topic}'", f"one of: {', '.join(TOPICS)}")
    if not (rule.patterns or rule.check or rule.model or rule.built_in):
        raise fail(["id"], "a rule needs 'patterns', 'check: true' or 'model: true'")
    if rule.refine and not rule.patterns:
        raise fail(["refine"], "'refine' needs 'patterns' to refine")
    for position, variant in enumerate(rule.patterns):
        _check_variant(path, rule.id, position, variant)


def _check_variant(path: Path, rule_id: str, position: int, variant: dict[str, Any]) -> None:
    for key, message in _complaints(rule_id, position, variant):
        keys: list[str | int] = ["patterns", position, *([key] if key else [])]
        raise UserError(f"{path}:{line_of_item(path, keys)}: {message}")


def _complaints(rule_id: str, position: int, variant: dict[str, Any]) -> Iterator[tuple[str | None, str]]:
    """What is wrong with one pattern: the key it concerns (None: the whole) and the words."""
    for key in variant:
        if key not in VARIANT_KEYS:
            yield key, f"unknown key '{key}' in a pattern"
    missing = [key for key in ("id", "languages", "message") if key not in variant]
    if missing:
        yield None, f"pattern {position + 1} has no '{missing[0]}'"
        return
    if not str(variant["id"]).startswith(f"{rule_id}."):
        yield "id", f"pattern id '{variant['id']}' must begin with '{rule_id}.'"
    for language in variant["languages"]:
        if language not in LANGUAGES:
            yield "languages", f"unknown language '{language}' (one of: {', '.join(LANGUAGES)})"
    for key, scale in _SCALES.items():
        if key in variant and variant[key] not in scale:
            yield key, f"unknown {key} '{variant[key]}' (one of: {', '.join(scale)})"
    for expression in variant.get("unless-project", []):
        try:
            re.compile(expression)
        except re.error as error:
            yield "unless-project", f"'{expression}' is not a regular expression: {error}"
