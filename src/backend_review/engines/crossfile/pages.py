"""The sinks of taint rules that are in templates: what is written as it is must be no input that a view passes in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import chain

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.catalog import Variant
from backend_review.engines.crossfile.marks import Marker
from backend_review.finding import Audience, Confidence, Match, Position, TraceStep
from backend_review.index.program import Module
from backend_review.model.taint import Mark, Marks
from backend_review.project.source import SourceFile
from backend_review.rendering import Hit, Joined, Reached

_LANGUAGES = {"python": {"python"}, "javascript": {"javascript", "typescript"}, "go": {"go"}}
_PARTS = {"args", "form", "values", "cookies", "GET", "POST", "COOKIES", "headers", "query_params", "json", "query"}
_WORDS = {
    "raw": "{what} and is written into the page as it came{how}, so a client can put scripts into it. "
    "Let the template escape it, or clean it (nh3, DOMPurify, bluemonday) before it is passed in.",
    "unquoted": "{what} and is written into a tag without quotes, so a client can add attributes that run scripts. "
    "Put quotes around it.",
    "url": "{what} and is the whole address of `{attribute}`, so a client can make it `javascript:…`, which no "
    "escaping stops. Check that it begins with `/` or `https://` first.",
    "handler": "{what} and is written into the script in `{attribute}`, where escaping for HTML is undone before it "
    "runs. Put it into a data attribute, and read it from there.",
    "script": "{what} and is written into a script, where escaping for HTML does not hold. "
    "Write it as JSON (`|tojson`, `json_script`), or put it into a data attribute.",
}  # fmt: skip
_MEDIUM = {"unquoted", "url", "handler", "script", "script-text"}
_UNKNOWN_DANGERS = {"raw", "unquoted", "handler", "script"}
# What templates have of themselves: what is around them, settings, counters.
_OWN = {
    "body", "content", "caller", "super", "block", "loop", "forloop", "self", "config", "settings", "csrf_token",
    "csrf", "style", "script", "yield", "defaultContent", "contentFor",
}  # fmt: skip
_NUMBERS = re.compile(
    r"(?i)(?:^|_)(?:id|pk|uuid|count|num|number|pct|percent|total|index|size|width|height|year|month|day)$"
)
_ADDRESS = re.compile(r"get_\w*ur[li]$")
_MAX_PLACES = 8_000


def mark_pages(marker: Marker, backend: Backend, reported: Collection[str]) -> list[Match]:
    """Mark what templates write as it is as sinks; ``reported`` are the files that are spoken of.

    The matches are those where a template asks for the request's input itself.
    """
    variants = [variant for variant in marker.variants if variant.rendered]
    joined = Joined(backend.project)
    for number, reached in enumerate(chain(joined.in_code(), joined.reached())):
        if number >= _MAX_PLACES:
            break
        variant = _variant_of(variants, reached)
        if variant is not None and reached.hit.template in reported and not _is_own_address(reached):
            _note(marker, variant, reached, backend.project.files[reached.hit.template])
    found = list(_unknown(joined, variants[0], backend, reported))
    python = next((variant for variant in variants if "python" in variant.languages), None)
    if python is not None and any(file.language == "python" for file in backend.project.files.values()):
        found += _asked_for(joined, python, backend, reported)
    return found


def _is_own_address(reached: Reached) -> bool:
    """Whether an address is what an object says of itself: ``order.get_absolute_url``."""
    return reached.danger == "url" and any(_ADDRESS.match(str(one[-1])) for one in reached.hit.output.paths if one)


def _variant_of(variants: list[Variant], reached: Reached) -> Variant | None:
    kind, languages = "followed" if reached.danger == "url" else "written", _LANGUAGES[reached.module.language]
    return next((item for item in variants if item.rendered == kind and languages & set(item.languages)), None)


def _note(marker: Marker, variant: Variant, reached: Reached, file: SourceFile) -> None:
    output, module = reached.hit.output, reached.module
    start, end = _span(module, reached.node)
    into = f"{reached.hit.template}:{output.line}:{output.column}"
    mark = Mark(start, end, frozenset({variant.id}), exact=True, member=reached.member, into=into)
    place = TraceStep(module.path, reached.line, reached.column, "rendered here")
    match = _match(variant, reached.hit, reached.danger, file)
    match = _with_trace(match, (place, *reached.hit.way, *match.trace))
    marker.marks.setdefault(module.path, Marks()).note("sink", mark)
    marker.sinks.setdefault((variant.id, module.path, mark), match)


def _with_trace(match: Match, trace: tuple[TraceStep, ...]) -> Match:
    kept: list[TraceStep] = []
    for step in trace:
        if not kept or (kept[-1].path, kept[-1].line, kept[-1].message) != (step.path, step.line, step.message):
            kept.append(step)
    return Match(
        match.rule, match.path, match.start, match.end, match.message, match.variant, confidence=match.confidence,
        trace=tuple(kept),
    )  # fmt: skip


def _match(variant: Variant, hit: Hit, danger: str, file: SourceFile) -> Match:
    output = hit.output
    line = file.line(output.line)
    end = min(len(line) + 1, output.column + len(output.text) + 6)
    how = f" (`{output.how}`)" if output.how and danger == "raw" else ""
    if danger == "raw" and output.escaping == "default":
        how = " (nothing escapes in this template)"
    words = _WORDS["script" if danger == "script-text" else danger]
    message = words.format(what=f"`{output.text[:60]}` holds request data", how=how, attribute=output.spot.attribute)
    return Match(
        variant.rule,
        hit.template,
        Position(output.line, min(output.column, len(line) + 1)),
        Position(output.line, max(end, output.column)),
        message,
        variant.id,
        confidence=Confidence.MEDIUM if danger in _MEDIUM else variant.confidence,
        trace=(TraceStep(hit.template, output.line, output.column, "written here"),),
    )


def _span(module: Module, node: Node) -> tuple[Position, Position]:
    def at(point: tuple[int, int]) -> Position:
        row, column = point
        return Position(row + 1, module.file.column_of_byte(row + 1, column + 1))

    return at(node.start_point), at(node.end_point)


def _unknown(joined: Joined, variant: Variant, backend: Backend, reported: Collection[str]) -> Iterator[Match]:
    """What templates write as it is that no code was found to render: nobody knows what that holds."""
    for path in joined.library.paths():
        template = joined.library.template(path)
        if path not in reported or path in joined.rendered or template.dialect == "go" or not template.is_html:
            continue
        for output in template.outputs():
            asked = [one for one in output.paths if one and one[0] not in _OWN and not _NUMBERS.search(one[-1])]
            if asked and output.danger in _UNKNOWN_DANGERS:
                match = _match(variant, Hit(asked[0], output, path, True), output.danger, backend.project.files[path])
                message = match.message.replace("holds request data", "may hold what somebody else wrote")
                yield Match(
                    match.rule, path, match.start, match.end, message, match.variant, confidence=Confidence.LOW,
                    audience=Audience.PEDANTIC, trace=match.trace,
                )  # fmt: skip


def _asked_for(joined: Joined, variant: Variant, backend: Backend, reported: Collection[str]) -> Iterator[Match]:
    """``{{ request.args.q|safe }}``: the template takes input itself."""
    for path in joined.library.paths():
        if path not in reported:
            continue
        template = joined.library.template(path)
        for output in template.outputs() if template.dialect in {"jinja", "django"} else ():
            for asked in output.paths:
                if len(asked) > 1 and asked[0] == "request" and asked[1] in _PARTS:
                    hit = Hit(asked, output, path, template.is_html or path.endswith((".html", ".htm")))
                    danger = joined.danger(hit)
                    if danger:
                        yield _match(variant, hit, danger, backend.project.files[path])
                    break
