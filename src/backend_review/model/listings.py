"""Lists that routes themselves tell of, where the way from the handler to the store was not followed to its end.

A route that is named after what it lists and that nothing was seen to read for (its store is behind another service, or
a library that is not known) is a list all the same, and comes in pages where its request, or the code it reaches,
speaks of pages. These are conclusions from names: they say what they are drawn from, and no rule hangs on them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backend_review.index.program import Function
from backend_review.model.paging import answered, is_about, names_no_list
from backend_review.model.routes import ANY_METHOD, FoundRoute, Place
from backend_review.model.served import strange_calls

if TYPE_CHECKING:
    from backend_review.model.effects import Effect, Effects
    from backend_review.model.inputs import Input, Inputs

_OF_STORES = {"read_many", "read_one", "write", "delete"}
# What is called to write an answer, or on a list that is there: nothing that rows could come from.
_NO_SOURCE = {
    "json", "JSON", "jsonify", "send", "status", "sendStatus", "set", "header", "Header", "Set", "Write",
    "WriteHeader", "Encode", "NewEncoder", "Marshal", "IndentedJSON", "render", "render_template", "Response",
    "JSONResponse", "String", "HttpResponse", "JsonResponse", "text", "html", "next", "log", "info", "debug",
    "error", "Errorf", "Error", "end", "append", "len", "make", "list", "dict", "sorted", "str", "int", "map",
    "filter", "slice", "sort", "keys", "values", "items", "join", "push", "get", "Get", "Query", "Param",
    "parseInt", "Number", "Atoi", "range", "entries", "title",
}  # fmt: skip
_MANY = re.compile(
    r"\[\]\s*>*\s*$|^\W*(?:\w+<\s*)?(?:Readonly)?Array<|^(?:typing\.)?(?:list|List|Sequence|Iterable|Page|\w*Paginated\w*)\["
    r"|(?:List|Page)(?:Response|Out|Schema|Dto|DTO)?\s*>*$"
)
_SERIALIZES_MANY = re.compile(r"\bmany\s*=\s*True\b")
_LISTING = re.compile(
    r"(?:^|_)(?:[Ll]ist|[Ss]earch|(?:[Ff]ind|[Gg]et)_?(?:[Aa]ll|[Mm]any))(?![a-z])|(?:_|\b)(?:list|all)$|(?<=[a-z])(?:List|All)(?![a-z])"
)
_OF_CLASS = re.compile(r"(?:List|Collection)(?:Resource|View|API|ApiView|APIView|Handler|Controller)?\.\w+$")
_PLURAL = re.compile(r"^[\w-]*[^suiSUI]s$")
_THINGS = (
    "stats|statistics|settings?|metrics|status|details|analytics|preferences|docs|credentials|insights|news|"
    "downloads?|exports?|counts?|previews?|contents|bytes|vars|coords|params|props|defaults|diagnostics|js|css"
)
# Plurals that are one thing, or a file, of whatever they are asked of; and those that elsewhere are a short fixed list.
_ONE = re.compile(rf"(?i)(?:^|[-_])(?:{_THINGS})$")
_FEW = re.compile(
    rf"(?i)(?:^|[-_])(?:{_THINGS}|permissions|options|capabilities|features|terms|assets|flags|types|timezones|"
    r"providers|models|tokens)$"
)
_SEARCHES = re.compile(r"(?i)(?:^|[-_])(?:search|list|query|filter|find)|(?<=[a-z])(?:Search|List)$")
_SIZE = re.compile(
    r"(?i)^(?:limit|take|size|page_?size|per_?page|max_?results|page\[?(?:size|limit)\]?|rows|quantity|(?:items|results)_?per_?page)$"
)
_WHICH = re.compile(r"(?i)^(?:page|p|offset|skip|cursor|first|page_?no|page_?num(?:ber)?|page_?index|page\[number\])$")
_PAGES = re.compile(
    r"(?i:\b(?:limit|page_?size|per_?page|paginat\w*|offset|page_?(?:no|num|number)|(?:get_?)?page)\b)"
    r"|\.(?:skip|take)\(|Paginat|Limit\b|Page(?:Size|Num|No)?\b"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a route tells of its list: whether it comes in pages, by what, and where that is written."""

    paged: bool
    by: str
    place: Place


def told(
    found: FoundRoute, inputs: Inputs | None, done: Sequence[Effect], reached: Sequence[Function], effects: Effects
) -> Told | None:
    """What a route of which no list was seen tells of one; None where it tells of none.

    ``done`` is what its handler does, ``reached`` the functions of the project that it runs, itself the first. Where
    nothing is called that could give a list, nothing is guessed; where what the path names was seen to be read or
    written, only a handler that says that it lists is believed.
    """
    if found.route.kind != "http" or found.route.paged is not None or names_no_list(found):
        return None
    if not any(name not in _NO_SOURCE for item in reached for name in strange_calls(effects, item)):
        return None
    words = [word for word in found.path.split("/") if word]
    handler = found.route.handler
    asked = _asked(inputs, _SIZE) or _asked(inputs, _WHICH)
    if not {"GET", ANY_METHOD} & set(found.methods):
        searches = any(_SEARCHES.search(word) for word in words[-2:])
        return Told(True, asked.title, asked.place) if searches and asked is not None else None
    gives = _given(found)
    lists = _LISTING.search(handler.name.rpartition(".")[2]) or _OF_CLASS.search(handler.name)
    of_another = _is_named_after_many(words, handler.name)
    if not words or ("{" in words[-1] and not gives and not lists and not of_another):
        return None
    seen = any(effect.kind in _OF_STORES and is_about(found, effect.what, last=True) for effect in done)
    if gives:
        by = gives
    elif lists or (of_another and not seen):
        by = handler.name
    elif not seen and _is_plural(words):
        by = f"/{words[-1]}"
    else:
        return None
    if asked is not None:
        return Told(True, asked.title, asked.place)
    for function in reached:
        line = _line(function, _PAGES)
        if line:
            return Told(True, function.name or handler.name, Place(function.module.path, line))
    return Told(False, by, handler.place)


def _is_named_after_many(words: Sequence[str], handler: str) -> bool:
    """Whether a path ends with a key of something else, as the handler says: ``/nodes/{network}``, getNetworkNodes."""
    if len(words) < 2 or "{" not in words[-1] or not _PLURAL.match(words[-2]) or _FEW.search(words[-2]):
        return False
    name, many = (re.sub(r"[\W_]", "", text).lower() for text in (handler.rpartition(".")[2], words[-2]))
    return name.endswith(many) and name != many


def _is_plural(words: Sequence[str]) -> bool:
    """Whether the last word of a path names many: ``/orders``, ``/all``, ``/search``, ``/roles/{id}/permissions``."""
    *before, last = words
    if before and last in {"all", "list", "search"}:
        return True
    of_one = bool(before) and before[-1].startswith("{")
    return _PLURAL.match(last) is not None and (_ONE if of_one else _FEW).search(last) is None


def _asked(inputs: Inputs | None, what: re.Pattern[str]) -> Input | None:
    """What a request says of the pages that it wants."""
    taken = inputs.taken if inputs is not None else []
    return next((item for item in taken if item.source in {"query", "body"} and what.match(item.name)), None)


def _given(found: FoundRoute) -> str:
    """The type of the list that a handler says it returns, or that its answer is declared to be; ""."""
    function = found.route.handler.function
    many = next((" ".join(item.split()) for item in answered(found) if _MANY.search(item)), "")
    if not many and function is not None and _SERIALIZES_MANY.search(function.module.text(function.node)):
        return "many=True"  # REST framework, marshmallow
    return many


def _line(function: Function, what: re.Pattern[str]) -> int:
    """The line of a function that says something; 0 where none does."""
    text = function.module.text(function.node)
    found = what.search(text)
    return function.line + text.count("\n", 0, found.start()) if found is not None else 0
