"""The sources, sinks and sanitisers of taint rules, found in files as plain patterns."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from backend_review.catalog import Variant
from backend_review.engines import semgrep
from backend_review.finding import Match, NotAnalysed, Problem
from backend_review.model.taint import Mark, Marks
from backend_review.model.taint.keys import HARMLESS_TO
from backend_review.project.roles import ROLES
from backend_review.project.source import SourceFile
from backend_review.rendering import may_have_templates

_OF_CLEAN = re.compile(r"\b(?:clean|cleaning|answer)-\d+\b")  # the engine gave up on such a pattern
_PARTS = {"pattern-sources": "source", "pattern-sanitizers": "clean", "pattern-sinks": "sink"}
# What says how a part is used, and is no pattern.
_FLAGS = {"by-side-effect", "exact", "control", "label", "requires", "not-conflicting", "at-exit"}
_STORE = '"$STORE"'  # what the shared lists call an object that answers from what it holds, told by its name
_MESSAGE = "$MESSAGE"  # what the shared lists of messages of a queue call what these come from
# In the shared lists of where requests enter (``rules/shared/*-http-input.yaml``), and in no list of parts of them.
_REQUESTS = ("flask.request.query_string", "req.rawHeaders", "*http.Request).RequestURI")
_INPUT = "__SOURCE__"  # the engine's name for whatever is tainted, with a label or without


def across_files(variant: Variant) -> bool:
    """Whether a pattern is one that values are followed to over several functions."""
    return variant.semgrep.get("mode") == "taint" and not variant.within_function


@dataclass(slots=True)
class Marker:
    """Finds what patterns speak of; keeps what it knows of each file.

    ``scopes`` are the roles of files that each pattern speaks of, by its id.
    """

    variants: Sequence[Variant]
    scopes: Mapping[str, Collection[str]]
    jobs: int
    marks: dict[str, Marks] = field(default_factory=dict)
    sinks: dict[tuple[str, str, Mark], Match] = field(default_factory=dict)  # by variant, path and mark
    problems: list[Problem] = field(default_factory=list)
    not_analysed: list[NotAnalysed] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)  # files of which it is not known what makes input harmless there
    _found: set[tuple[str, str]] = field(default_factory=set)  # variants, and paths of files where they have a sink
    _searches: dict[str, tuple[Variant, str, str, bool]] = field(default_factory=dict)

    def kinds(self) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
        """The patterns that what requests fill can harm: as text, and at all; those that do not follow what is put into
        lists and builders; those that no key of a row can harm."""
        of_text = frozenset(variant.id for variant in self.variants if _takes_requests(variant))
        of_objects = frozenset(variant.id for variant in self.variants if variant.of_objects)
        loose = frozenset(variant.id for variant in self.variants if not variant.semgrep.get("pattern-propagators"))
        of_keys = frozenset(variant.id for variant in self.variants if variant.rule in HARMLESS_TO)
        return of_text, of_text | of_objects, loose, of_keys

    def may_render(self, files: Iterable[SourceFile]) -> bool:
        """Whether a pattern asks what templates write, and files are spoken of that may have some."""
        return any(variant.rendered for variant in self.variants) and any(
            file.language == "template" or may_have_templates(file) for file in files
        )

    def searches(self) -> list[tuple[Variant, Collection[str]]]:
        """Patterns that find the places which input must not reach, with the roles of files they are searched in."""
        made = []
        for variant in self.variants:
            by_label: dict[tuple[str, bool], list[Any]] = defaultdict(list)
            for item in variant.semgrep.get("pattern-sinks", ()):
                by_label[_label(item), _exact(item)].append(_bare(item))
            for index, ((label, exact), items) in enumerate(sorted(by_label.items())):
                name = f"{variant.id}.sinks-{index}"
                rule = _rule(name, variant.languages, items)
                search = Variant(name, variant.rule, name, variant.languages, rule, starts_at=variant.starts_at)
                self._searches[name] = (search, variant.id, label, exact)
                made.append((search, self.scopes[variant.id]))
        return made

    def take(self, matches: Iterable[Match]) -> list[Match]:
        """Note the matches of the searches; the other matches."""
        others = []
        for match in matches:
            if match.variant not in self._searches:
                others.append(match)
                continue
            _, variant, label, exact = self._searches[match.variant]
            mark = Mark(match.focus or match.start, match.end, frozenset({variant}), label, exact)
            self.marks.setdefault(match.path, Marks()).note("sink", mark)
            self.sinks.setdefault((variant, match.path, mark), match)
            self._found.add((variant, match.path))
        return others

    def has_sink(self, variant: str, path: str) -> bool:
        """Whether the searches that were taken found a place in a file that a pattern says input must not reach."""
        return (variant, path) in self._found

    def mark_ways(self, files: Iterable[SourceFile], wanted: Mapping[str, Collection[str]], known: set[str]) -> None:
        """Where input enters in files, and what makes it harmless to the patterns that are wanted there (by path)."""
        files = [file for file in files if file.path not in known]
        known.update(file.path for file in files)
        anywhere = {name for file in files for name in wanted[file.path]}
        groups: dict[tuple[str, str, str, tuple[str, ...]], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        items: dict[str, Any] = {}
        for variant in self.variants:
            if variant.id not in anywhere:
                continue
            for part in ("pattern-sources", "pattern-sanitizers"):
                for item in variant.semgrep.get(part, ()):
                    text = json.dumps(_bare(item), sort_keys=True)
                    items[text] = _bare(item)
                    key = (_kind(part, item), _given_label(item), text, variant.languages)
                    groups[key[0], key[1], "", variant.languages][text].add(variant.id)
        derived: dict[str, tuple[Variant, str, str, frozenset[str]]] = {}
        for (kind, label, _, languages), texts in sorted(groups.items()):
            alike: dict[frozenset[str], list[Any]] = defaultdict(list)
            for text, names in texts.items():
                alike[frozenset(names)].append(items[text])
            for variants, patterns in sorted(alike.items(), key=lambda pair: sorted(pair[0])):
                name = f"{kind}-{len(derived)}"
                made = Variant(name, name, name, languages, _rule(name, languages, patterns))
                derived[name] = (made, kind, label, variants)
        for file in files:
            self.marks.setdefault(file.path, Marks())
        everywhere: dict[str, Collection[str]] = dict.fromkeys(derived, ROLES)

        def leaves_out(name: str, path: str) -> bool:
            return derived[name][3].isdisjoint(wanted[path])

        result = semgrep.run([made for made, _, _, _ in derived.values()], files, everywhere, self.jobs, leaves_out)
        self.problems.extend(result.problems)
        self.not_analysed.extend(result.not_analysed)
        self.unsure |= {gap.path for gap in result.not_analysed if _OF_CLEAN.search(gap.reason)}
        for match in result.matches:
            _, kind, label, variants = derived[match.variant]
            self.marks[match.path].note(kind, Mark(match.start, match.end, variants, label))


def _takes_requests(variant: Variant) -> bool:
    """Whether all that requests bring is input to a pattern, not only parts with certain names, or other things."""
    if variant.of_objects:
        return False
    return any(word in json.dumps(variant.semgrep.get("pattern-sources", ())) for word in _REQUESTS)


def _rule(name: str, languages: Sequence[str], items: list[Any]) -> dict[str, Any]:
    """A rule that finds any of several parts of taint rules."""
    return {
        "id": name,
        "message": name,
        "severity": "INFO",
        "languages": list(languages),
        "pattern-either": [_formula(item) for item in items],
    }


def _formula(item: Any) -> Any:
    """A part as an alternative: several conditions become one."""
    return item if len(item) == 1 else {"patterns": [{key: value} for key, value in item.items()]}


def _bare(item: Any) -> Any:
    return {key: value for key, value in item.items() if key not in _FLAGS}


def _kind(part: str, item: Any) -> str:
    if part == "pattern-sources":
        filled = "filled" if item.get("by-side-effect") else "message" if _MESSAGE in json.dumps(item) else "source"
        return "label" if item.get("requires") else filled
    if _STORE in json.dumps(item):
        return "answer"
    return "cleaning" if item.get("by-side-effect") else "clean"


def _given_label(item: Any) -> str:
    return str(item.get("label", "")) if item.get("requires") else ""


def _exact(item: Any) -> bool:
    """Whether a sink is a part of what its pattern matches: an argument, and not the call."""
    return "focus-metavariable" in json.dumps(item)


def _label(item: Any) -> str:
    wanted = str(item.get("requires", ""))
    return "" if wanted == _INPUT else wanted
