"""What the body of an answer is made of: its keys, and whether it speaks of an error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from backend_review.model.answers.data import ON_ERROR, Answer
from backend_review.model.routes import Place
from backend_review.model.values import Items, Known, Table, Thing, Value, options, text_of

MAX_BODIES = 8

# What says that something failed.
FAILURE = {"error", "errors", "err", "errormessage", "errormsg", "errorcode", "exception", "reason"}
# What may stand beside it and says nothing else.
_ASIDE = {
    "success", "ok", "status", "code", "statuscode", "message", "msg", "detail", "details", "description", "timestamp",
    "path", "data", "result", "payload", "title", "type", "instance", "requestid", "name", "issuccess", "succeeded",
}  # fmt: skip
_SAYS_WHY = FAILURE | {"message", "msg", "detail"}
_SUCCESS = {"success", "ok", "issuccess", "succeeded", "successful"}
_STATUS = {"status", "state", "result", "type"}
_FAILED = {"error", "fail", "failed", "failure", "err", "exception"}
_NAMES_ERROR = re.compile(r"(?i)(?:^|[^a-z])(?:err|error|exc|exception|ex)(?:$|[^a-z])|\berr\w*\b")
_ERROR_VALUE = re.compile(r"(?:err|error|e|ex|exc|exception)(?:\.(?:message|toString\(\)|Error\(\)|stack))?")


def bodies(body: Value) -> Iterator[Mapping[str, Value]]:
    """The objects that a body may be, by their keys: dicts, literals, objects of the project's classes."""
    for index, item in enumerate(options(body)):
        if index >= MAX_BODIES:
            return
        if isinstance(item, Table) and item.entries:
            yield item.entries
        elif isinstance(item, Thing) and item.kind is not None and item.attributes:
            yield {_written(item, name): value for name, value in item.attributes.items() if not name.startswith("=")}


def _written(thing: Thing, name: str) -> str:
    """A member as it is called in JSON: Go's tags."""
    for kind in thing.kind.lineage() if thing.kind is not None else ():
        field = kind.klass.fields.get(name)
        tag = re.search(r'json:"([^",]+)', field.tag) if field is not None else None
        if tag:
            return tag[1]
    return name


def keys_of(answer: Answer) -> tuple[str, ...] | None:
    """The keys of the object that an answer sends; None when it is none, or not known."""
    found = [tuple(sorted(name for name in body if not name.startswith("..."))) for body in bodies(answer.body)]
    return found[0] if found else None


def written_at(body: Value) -> Place | None:
    """Where the object that tells of a failure is written, when it is one that is seen to be made."""
    for item in options(body):
        if isinstance(item, Table) and item.place is not None:
            single = Answer(None, "json", item, condition=ON_ERROR)
            if tells_failure(single):
                return item.place
    return None


def plain(key: str) -> str:
    """A key without its way of writing: ``errorMessage``, ``error_message``."""
    return re.sub(r"[^a-z]", "", key.lower())


def tells_failure(answer: Answer) -> str:
    """The key, or the value, by which the body of an answer says that something failed; "" when it does not."""
    for body in bodies(answer.body):
        found = _failure_in({plain(key): (key, value) for key, value in body.items()}, answer.condition)
        # A status that is all that is known of an object is one of its columns.
        alone = len(body) == 1 and plain(found) in _STATUS
        if found and not (alone and not any(isinstance(item, Table) for item in options(answer.body))):
            return found
    if answer.kind in {"json", ""} and not isinstance(answer.body, (Table, Items)):
        error = _ERROR_VALUE.fullmatch(answer.written)
        name = answer.written.partition(".")[0]
        # res.send(err) where there is an error
        if error and (answer.condition == ON_ERROR or re.fullmatch(rf"\(?{name}(?: !=? nil)?\)?", answer.condition)):
            return answer.written
    return ""


def _failure_in(body: dict[str, tuple[str, Value]], condition: str) -> str:
    if "jsonrpc" in body or any(name.startswith("...") for name, _ in body.values()):
        return ""
    for name, (key, value) in body.items():
        if name in _SUCCESS and value == Known(False) and _SAYS_WHY & set(body):
            return key
        # Beside other things a status is that of what was asked for: {"paid": false, "status": "failed"}.
        why = _SAYS_WHY & set(body) or not set(body) - FAILURE - _ASIDE
        if name in _STATUS and why and (text_of(value) or "").lower() in _FAILED:
            return key
    if set(body) - FAILURE - _ASIDE:
        return ""
    for name in ("error", "errors", "err", "errormessage", "exception"):
        if name in body and _is_error(body[name][1], condition):
            return body[name][0]
    return ""


def _is_error(value: Value, condition: str) -> bool:
    """Whether the value of a key called error is one: neither null nor empty."""
    known = list(options(value))
    if any(isinstance(item, Known) and item.value in (None, False, "", 0) for item in known):
        return False
    if any(isinstance(item, Items) and not item.items for item in known):
        return False
    if any(isinstance(item, Table) and item.complete and not item.entries for item in known):
        return False
    if known and all(isinstance(item, (Known, Table, Items)) for item in known):
        return True
    return condition == ON_ERROR or _NAMES_ERROR.search(condition) is not None
