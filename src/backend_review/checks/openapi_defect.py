"""What an OpenAPI document leaves out that its readers need."""

from __future__ import annotations

import glob
import itertools
import re
from collections.abc import Iterator, Sequence

from backend_review.checks._model import place_match, step
from backend_review.checks._specs import listed, spec_of
from backend_review.finding import Audience, Confidence, Match
from backend_review.index.openapi import Operation, Spec
from backend_review.model.routes import Place
from backend_review.project.source import SourceFile

RULE = "openapi-defect"
LANGUAGES = {"configuration"}
_FEWEST = 3
_TRACED = 12
_NEIGHBOURS = 5
_SETTINGS_CHARACTERS = 4_000
# https://github.com/oapi-codegen/oapi-codegen#usage
_FOR_CLIENTS = re.compile(r"(?m)^generate:\s*\n(?:\s+.*\n)*?\s+(?:client:\s*true|-\s*client)\b")
_FOR_SERVERS = re.compile(r"(?m)^\s+(?:-\s*)?[\w-]*server(?::\s*true)?\s*$")
# Semantic versions, Python's way of writing them too, and what a build puts in.
_SEMANTIC = re.compile(r"v?\d+\.\d+\.\d+([-+.]?[a-z][\w.+-]*|[-+][\w.+-]+)?$|.*[${<%]")
_PAGES = re.compile(
    r"(?i)limit|per_?page|page|size|offset|cursor|after|before|skip|take|first|last|start|count|max|top\b|\$top|since|"
    r"until|from\b|range|marker|continuation|next|^n$"
)
_SMALL = re.compile(
    r"(?i)role|permission|countr|currenc|language|locale|setting|config|enum|status|type|categor|plans?\b|option|tier|"
    r"feature|menu|theme|template|timezone|unit|level|export|download|stat(s|istic)|count|summary|me\b|plugin|tag|"
    r"platform|api_?-?key|keys\b|session|device|backend|provider|search|suggest|autocomplete|version|health|schema|field|last\b|latest|recent"
)
_OPEN_TO_ALL = re.compile(
    r"(?i)log_?-?in|log_?-?out|sign_?-?(in|up|out)|regist|/auth\b|token|refresh|password|reset|forgot|verif|activat|confirm|"
    r"callback|oauth|oidc|saml|sso|captcha|invit|unsubscribe|health|ping|ready|live|status|metrics|version|webhook|docs|"
    r"swagger|openapi|public|well-known|info\b|install|setup|avatar|^/$|config"
)


def find(file: SourceFile) -> Iterator[Match]:
    """One match for a document and kind of defect, with the operations that have it."""
    spec = spec_of(file)
    if spec is None or len(spec.operations) < _FEWEST or _is_a_copy(file) or _is_another_s(file):
        return
    current = [item for item in spec.operations if not item.deprecated]
    yield from _without_security(spec, current)
    yield from _without_errors(spec, current)
    yield from _without_pages(spec, current)
    yield from _without_ids(spec, current)
    yield from _version(spec)


def _is_a_copy(file: SourceFile) -> bool:
    """Whether a JSON document has its twin in YAML beside it, which speaks for both."""
    return file.path.endswith(".json") and any(file.absolute.with_suffix(end).is_file() for end in (".yaml", ".yml"))


def _is_another_s(file: SourceFile) -> bool:
    """Whether a client is generated from a document, as oapi-codegen's settings beside it say: others write that one."""
    first = re.split(r"[_.-]", file.absolute.name)[0]
    for place in itertools.islice(sorted(file.absolute.parent.glob(f"{glob.escape(first)}[_.-]*.y*ml")), _NEIGHBOURS):
        try:
            with place.open(encoding="utf-8", errors="replace") as settings:
                said = settings.read(_SETTINGS_CHARACTERS)
        except OSError:
            continue
        if _FOR_CLIENTS.search(said) and not _FOR_SERVERS.search(said):
            return True
    return False


def _without_security(spec: Spec, operations: Sequence[Operation]) -> Iterator[Match]:
    """Operations without a requirement in a document where most have one; ``security: []`` says that it is meant."""
    if spec.secured:
        return
    secured = [item for item in operations if item.secured]
    bare = [item for item in operations if item.secured is None and not _OPEN_TO_ALL.search(item.path)]
    if bare and len(secured) > len(operations) / 2:
        yield _match(
            spec,
            bare,
            f"{len(secured)} operations of this document say what callers must present, {_names(bare)} nothing: who reads it "
            "takes them for open to all. Give the document a `security` requirement of its own, and `security: []` to what is "
            "open.",
            audience=None if _writes_what_is_guarded(bare, secured) else Audience.PEDANTIC,
        )


def _writes_what_is_guarded(bare: Sequence[Operation], secured: Sequence[Operation]) -> bool:
    """Whether something may be changed by anybody that may not even be read by anybody: that is forgotten."""
    read = {item.path for item in secured if item.method == "GET"}
    return any(item.method != "GET" and item.path in read for item in bare)


def _without_errors(spec: Spec, operations: Sequence[Operation]) -> Iterator[Match]:
    """Operations that take input or need a caller, and describe nothing but success."""
    bare = [
        item
        for item in operations
        if item.answers
        and not item.refers_out
        and (item.parameters or item.secured or item.method != "GET")
        and not any(status[:1] in {"4", "5"} or status.lower() == "default" for status in item.answers)
    ]
    if bare:
        yield _match(
            spec,
            bare,
            f"No error is described for {_names(bare)}: clients learn from a failure in production what it looks like. Add the "
            "4xx answers that each can give, or a `default` one, with the schema of an error.",
        )


def _without_pages(spec: Spec, operations: Sequence[Operation]) -> Iterator[Match]:
    """Lists that take nothing to page by. Where others do, its authors have thought of it, and found these small."""
    lists = [
        item
        for item in operations
        if item.method == "GET" and item.array and not (item.refers_out or item.refers_beside)
    ]
    paged = [item for item in operations if item.method == "GET" and _is_paged(item)]
    bare = [item for item in lists if "{" not in item.path and not _is_paged(item) and not _SMALL.search(item.path)]
    if bare:
        yield _match(
            spec,
            bare,
            f"Nothing to page by is described for the arrays of {_names(bare)}: the answers grow with the data. Describe "
            "`limit` and a cursor or `offset`, with a maximum.",
            Confidence.MEDIUM,
            Audience.PEDANTIC if paged else None,
        )


def _is_paged(operation: Operation) -> bool:
    return any(one.where in {"query", "header", "body"} and _PAGES.search(one.name) for one in operation.parameters)


def _without_ids(spec: Spec, operations: Sequence[Operation]) -> Iterator[Match]:
    """Operations without a name. A document that hardly names any is not one that clients are generated from."""
    bare = [item for item in operations if not item.operation_id]
    if bare:
        yield _match(
            spec,
            bare,
            f"No `operationId` is given to {_names(bare)}: generated clients name their functions after the path, and rename "
            "them with it. Give each a name of its own.",
            audience=Audience.PEDANTIC if len(bare) > len(operations) / 2 else None,
        )


def _version(spec: Spec) -> Iterator[Match]:
    if _SEMANTIC.match(spec.api_version):
        return
    said = f"`{spec.api_version}`" if spec.api_version else "missing"
    yield place_match(
        RULE,
        Place(spec.path, spec.api_version_line or spec.line),
        f"`info.version` is {said}: nobody can tell whether a newer document breaks their client. Write a semantic version "
        "(`1.4.0`) and raise it with every change.",
        trace=(step(Place(spec.path, spec.api_version_line or spec.line), f"info.version is {said}"),),
        audience=Audience.PEDANTIC if spec.api_version else None,
    )


def _match(
    spec: Spec,
    bare: Sequence[Operation],
    message: str,
    confidence: Confidence | None = None,
    audience: Audience | None = None,
) -> Match:
    """At the first of the operations, all of them in the trace."""
    steps = tuple(step(Place(spec.path, item.line), f"{item.method} {item.path}") for item in bare[:_TRACED])
    place = Place(spec.path, bare[0].line)
    return place_match(RULE, place, message, trace=steps, confidence=confidence, audience=audience)


def _names(operations: Sequence[Operation]) -> str:
    return listed(f"{item.method} {item.path}" for item in operations)
