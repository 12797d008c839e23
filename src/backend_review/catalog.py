"""The catalogue: every rule, read from ``rules/``, ready for the engines.

Reading hundreds of YAML lines at each start is slow, so the compiled catalogue is kept in the user's cache folder
under a key made of the tool's version and each rule file's path, size and time of change.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from backend_review import __version__
from backend_review.errors import UserError
from backend_review.finding import Audience, Confidence, Severity
from backend_review.resources import cache_dir, data_dir
from backend_review.writing import write_whole

DOCS_URL = "https://github.com/backend-review/backend-review/blob/main/docs/rules/{id}.md"


class Variant(msgspec.Struct, frozen=True):
    """One pattern of a rule: a Semgrep rule, and where it differs from the rule that owns it.

    ``origin`` is the file and line of a project's own rule.
    """

    id: str
    rule: str
    message: str
    languages: tuple[str, ...]
    semgrep: dict[str, Any]
    severity: Severity | None = None
    confidence: Confidence | None = None
    audience: Audience | None = None
    origin: str = ""
    needs: tuple[str, ...] = ()
    unless_project: tuple[str, ...] = ()
    # Metavariables, the first bound one of which says where the finding starts (default: where the match does).
    starts_at: tuple[str, ...] = ()
    # A taint pattern whose sources mean nothing outside of their function: values are not followed to its sinks.
    within_function: bool = False
    # Only objects and lists of the client's making harm its sinks, text does not.
    of_objects: bool = False
    # Its sinks are what the project's templates do with what they are given: ``written`` as it is, or ``followed`` as
    # the address of a link. It has none of its own.
    rendered: str = ""


class Rule(msgspec.Struct, frozen=True):
    """A concept to review for, in every language it has patterns or a check for."""

    id: str
    title: str
    topic: str
    severity: Severity
    confidence: Confidence
    audience: Audience
    why: str
    checklist: tuple[str, ...] = ()
    cwe: tuple[str, ...] = ()
    owasp: tuple[str, ...] = ()
    since: str = ""
    instead: str = ""
    examples: dict[str, dict[str, str]] = {}
    limits: str = ""
    references: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    check: bool = False
    model: bool = False
    about: str = "routes"
    refine: bool = False
    built_in: bool = False

    @property
    def module(self) -> str:
        """The module in ``checks/`` that belongs to the rule."""
        return self.id.replace("-", "_")

    @property
    def security(self) -> bool:
        """Whether a finding is a weakness (it has a CWE) rather than a matter of design."""
        return bool(self.cwe)


class Catalog(msgspec.Struct, frozen=True):
    """All rules, by id; user rules too when the configuration names some."""

    rules: dict[str, Rule]

    def topics(self) -> list[str]:
        """The topics that have rules, in alphabetical order."""
        return sorted({rule.topic for rule in self.rules.values()})

    def select(self, wanted: Iterable[str], ignored: Iterable[str]) -> Catalog:
        """The rules named by ids or topics; all when nothing is wanted by name. Names must exist (see check_names)."""
        keep = set(wanted)
        drop = set(ignored)
        return Catalog(
            {
                rule.id: rule
                for rule in self.rules.values()
                if (not keep or keep & {rule.id, rule.topic}) and not drop & {rule.id, rule.topic}
            }
        )


def load_catalog(folder: Path | None = None, use_cache: bool = True) -> Catalog:
    """Read the rules of a folder (the shipped one by default). Raises UserError for the first broken rule file."""
    folder = folder or data_dir("rules")
    files = sorted(folder.glob("*/*/rule.yaml"))
    cached = cache_dir() / f"catalog-{_key(folder, files)}.msgpack"
    if use_cache:
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            return msgspec.msgpack.decode(cached.read_bytes(), type=Catalog)
    catalog = Catalog({rule.id: rule for rule in (_compile(path, folder) for path in files)})
    if use_cache:
        write_cache(cached, msgspec.msgpack.encode(catalog))
    return catalog


def write_cache(path: Path, data: bytes) -> None:
    """Put a file into the cache in one step; a cache that cannot be written is only slower, never an error."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)


def _key(folder: Path, files: list[Path]) -> str:
    digest = hashlib.sha256(__version__.encode())
    lists = sorted({*folder.glob("shared/*.yaml"), *folder.glob("*/*/*.yaml")})
    for path in [*files, *lists, Path(__file__)]:
        status = path.stat()
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:24]


def _compile(path: Path, folder: Path) -> Rule:
    rule = compile_rule(path, folder / "shared")
    if path.parent.parent.name != rule.topic:
        raise UserError(f"{path}: topic '{rule.topic}' differs from its folder '{path.parent.parent.name}'")
    return rule


def compile_rule(path: Path, shared: Path) -> Rule:
    """Read one ``rule.yaml`` and make it ready for the engines. Raises UserError with file and line if it is broken."""
    # Late: reading YAML is needed only when the cache is cold.
    from backend_review.rulefile import read_rule_file

    source = read_rule_file(path, shared)
    return Rule(
        id=source.id,
        title=source.title,
        topic=source.topic,
        severity=source.severity,
        confidence=source.confidence,
        audience=source.audience,
        checklist=tuple(source.checklist),
        cwe=tuple(source.cwe),
        owasp=tuple(source.owasp),
        since=source.since,
        why=source.why.strip(),
        instead=source.instead.strip(),
        examples={name: {"bad": item.bad, "good": item.good} for name, item in source.examples.items()},
        limits=source.limits.strip(),
        references=tuple(source.references),
        supersedes=tuple(source.supersedes),
        scope=tuple(source.scope),
        variants=tuple(_variant(source.id, variant) for variant in source.patterns),
        check=source.check,
        model=source.model,
        about=source.about,
        refine=source.refine,
        built_in=source.built_in,
    )


_OWN_KEYS = ("severity", "confidence", "audience", "needs", "unless-project", "starts-at", "message",
              "within-function", "of-objects", "rendered")  # fmt: skip


def _variant(rule_id: str, raw: dict[str, Any]) -> Variant:
    return Variant(
        id=raw["id"],
        rule=rule_id,
        message=" ".join(str(raw["message"]).split()),
        languages=tuple(raw["languages"]),
        # The engine wants a severity and a message; ours are applied to its matches afterwards.
        semgrep={
            **{key: value for key, value in raw.items() if key not in _OWN_KEYS},
            "severity": "INFO",
            "message": rule_id,
        },
        severity=Severity(raw["severity"]) if "severity" in raw else None,
        confidence=Confidence(raw["confidence"]) if "confidence" in raw else None,
        audience=Audience(raw["audience"]) if "audience" in raw else None,
        needs=tuple(raw.get("needs", ())),
        unless_project=tuple(raw.get("unless-project", ())),
        starts_at=tuple(raw.get("starts-at", ())),
        within_function=bool(raw.get("within-function", False)),
        of_objects=bool(raw.get("of-objects", False)),
        rendered=str(raw.get("rendered", "")),
    )
