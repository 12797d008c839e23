"""Status codes, however they are written: numbers, and the constants of the languages' libraries."""

from __future__ import annotations

import re
from http import HTTPStatus

from backend_review.model.values import Known, Library, Thing, Value, options

_DIGITS = re.compile(r"(?:^|_)([1-5]\d\d)(?:_|$)")
_NAMES = {re.sub(r"[^a-z]", "", item.name.lower()): int(item) for item in HTTPStatus}
_NAMES |= {re.sub(r"[^a-z]", "", item.phrase.lower()): int(item) for item in HTTPStatus}
# Where languages and libraries have names of their own.
_NAMES |= {
    "ambiguous": 300, "nonauthoritativeinfo": 203, "nonauthoritativeinformation": 203, "payloadtoolarge": 413,
    "requesttoolong": 413, "requestheaderfieldstoolarge": 431, "unprocessableentity": 422, "proxyauthrequired": 407,
    "proxyauthenticationrequired": 407, "servererror": 500, "httpversionnotsupported": 505, "teapot": 418,
    "imateapot": 418, "requesturitoolong": 414, "movedtemporarily": 302, "unprocessablecontent": 422,
}  # fmt: skip


def status_of(value: Value | None) -> int | None:
    """The status code that a value is; of several the first that is known, None when none is."""
    for item in options(value) if value is not None else ():
        if isinstance(item, Known):
            found = _number(item.value)
        elif isinstance(item, Library):
            found = status_named(item.name)
        elif isinstance(item, Thing):
            inner = item.attributes.get("value")
            found = _number(inner.value) if isinstance(inner, Known) else status_named(item.type)
        else:
            found = None
        if found is not None:
            return found
    return None


def _number(value: object) -> int | None:
    if isinstance(value, str):
        value = int(value) if value.isdigit() else value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 100 <= value < 600:
        return int(value)
    return None


def status_named(name: str) -> int | None:
    """The code of a constant, by its full name: ``http.StatusCreated``, ``status.HTTP_201_CREATED``."""
    parts = name.removesuffix(".value").split(".")
    digits = _DIGITS.search(parts[-1])
    if digits:
        return int(digits[1])
    word = re.sub(r"[^a-z]", "", parts[-1].lower())
    return _NAMES.get(word.removeprefix("status")) or _NAMES.get(word)


def exception_status(name: str) -> int | None:
    """The code that an exception of a library stands for, by its class: ``NotFoundException``, ``HTTPBadRequest``."""
    word = re.sub(r"[^a-z]", "", name.rpartition(".")[2].lower())
    word = word.removeprefix("http").removesuffix("exception").removesuffix("error").removeprefix("err")
    return _NAMES.get(word) or _NAMES.get(word + "error")
