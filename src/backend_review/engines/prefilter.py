"""Which rules can match which files, decided from the identifiers a file holds.

The engine knows for each rule which identifiers a file must have before any of its patterns can match
(``semgrep-core -prefilter_of_rules``). Asking that question ourselves lets us leave out files no rule can match,
and rules no file can match: a rule for a framework the project does not use costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

_WORD = re.compile(rb"[A-Za-z_$][A-Za-z0-9_$]*")

# A formula as the engine prints it: ["And"|"Or", [formula, …]] or ["Pred", ["Idents"|"Regexp", …]].
Formula = Any


class Prefilter(msgspec.Struct, frozen=True):
    """For each rule id the condition on a file's words; None when the rule may match any file."""

    formulas: dict[str, Formula]

    @classmethod
    def parse(cls, output: bytes) -> Prefilter:
        """Read what the engine prints: a list of ``{"rule_id", "filter": ["Some", formula] | "None"}``."""
        formulas: dict[str, Formula] = {}
        for row in msgspec.json.decode(output):
            condition = row["filter"]
            formulas[row["rule_id"]] = condition[1] if isinstance(condition, list) else None
        return cls(formulas)

    def select(self, rule_ids: Sequence[str], data: bytes) -> list[str]:
        """Those of the rules that can match a file of this content."""
        words = set(_WORD.findall(data))
        return [rule_id for rule_id in rule_ids if _holds(self.formulas.get(rule_id), words, data)]


def _holds(formula: Formula, words: set[bytes], data: bytes) -> bool:
    if not formula:
        return True
    kind, body = formula
    if kind == "And":
        return all(_holds(part, words, data) for part in body)
    if kind == "Or":
        return any(_holds(part, words, data) for part in body)
    if kind == "Pred" and body[0] == "Idents":
        return all(_word_occurs(word.encode(), words, data) for word in body[1])
    # A regular expression in the engine's dialect: not worth being wrong about, the engine checks it itself.
    return True


def _word_occurs(word: bytes, words: set[bytes], data: bytes) -> bool:
    # Names that are not plain words ("x-powered-by", "é") are rare: look for them as text.
    return word in words or (_WORD.fullmatch(word) is None and word in data)
