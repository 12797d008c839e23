"""Whether a route that answers with a list pages it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from backend_review.model import guards
from backend_review.model.heldlists import LIST_PAGE
from backend_review.model.paths import one_path, order
from backend_review.model.routes import ANY_METHOD, FoundRoute

if TYPE_CHECKING:
    from backend_review.model.effects import Effect
    from backend_review.model.inputs import Inputs

_KEY = re.compile(r"(\w+?)_?(?:id|Id|ID|[iI]dentifier)")
_PLURAL = re.compile(r"[^suiSUI]s(?![a-z])")
_LISTS = re.compile(r"(?i)^(?:search|list|all|filter|query|latest|recent|newest|top|popular|suggest\w*|autocomplete)$")
_SIZE = re.compile(r"(?i)^(?:limit|take|size|page_?size|per_?page|count|max_?results|page\[?(?:size|limit)\]?)$")
_WHICH_PAGE = re.compile(
    r"(?i)^\{\*?(?:page|page_?(?:no|num|number|index|size)|offset|skip|cursor|limit|size|count|after)\}$"
)
# What an address that answers with a file or a number ends with: /users/csv, /orders/export, /orders/count.
_FILE = re.compile(r"(?:^|[-_.])(?:csv|CSV|xlsx?|(?:spread)?sheet|pdf|PDF|zip|ics)(?![a-z])\w*$|(?:^|[-_])export$")
_NO_ROWS = re.compile(r"(?:^|[-_])(?:counts?|exists?)$|(?<=[a-z])(?:Counts?|Exists?)$")
_BY = re.compile(r"(?:(?:^|[-_])by[-_]|(?<=[a-z])By(?=[A-Z]))([\w-]+)$")
_MANY_TYPE = re.compile(r"\[\]\s*>*\s*$|^\W*(?:\w+<\s*)?(?:Readonly)?Array<|^(?:typing\.)?(?:list|List|Sequence)\[")
_LISTING = re.compile(r"^(?:list|[Ll]ist(?=[A-Z_])\w*|(?:find|get|fetch|select|load)_?(?:[Aa]ll|[Mm]any)(?![a-z])\w*)$")
_MANY_NAME = re.compile(r"\w(?:All|List|_all|_list)$")
_WRAPPED = re.compile(r"^:?\s*(?:Promise<|Observable<|Optional\[)|[>\]]$")
# A class of one thing; what may hold anything says nothing.
_ONE_TYPE = re.compile(
    r"^(?!(?:Any|Object|Dict|Response|Record|Page|Paginated|Paged|List|Array|Iterable|Sequence|Collection)\b)"
    r"(?![\w.]*(?:Response|List|Page|Paginated\w*|Pagination\w*|Collection|Results?|Set|Serializer|Schema|s|Many|All)$)(?:\w+\.)*[A-Z]\w+$|^(?:str|string|int|number|bool|boolean)$"
)
# What one row is asked for by; anything else (a status, a country) is said of many.
_UNIQUE = re.compile(
    r"(?i)(?:id|uuid|guid|pk|slug|name|login|mail|code|hash|token|key|handle|number|no|title|path|file|domain|host|"
    r"address|ref|sha|identifier|version|date|year|month|day|index|url|uri|phone|isbn|serial|sku|ip)$"
)


def paged(
    found: FoundRoute,
    effects: Sequence[Effect],
    inputs: Inputs | None,
    related: Sequence[Effect] = (),
    gives_rows: bool = False,
) -> bool | None:
    """Whether something bounds the list that a route answers with; None when it answers with none.

    Of several collections that are read, those named like the path's last word are the answer; where none is, a bounded
    one is taken for it: what a check of rights reads along the way is never bounded. What changes something, or
    is asked for one thing by its key, answers with that thing. ``related`` are the relations of single rows that are
    looked at and the lists that are held in memory: what the path's last word names of them is a list, without a
    bound where it is not loaded with one and no page is cut out of a list. A page that is cut out of rows which were
    all read bounds nothing. ``gives_rows`` says that the answer was seen to be several rows.
    """
    if found.route.paged is not None:
        return found.route.paged or _is_cut(effects)
    if names_no_list(found):
        return None
    judged = _paged(found, effects, inputs, gives_rows)
    if judged is None and found.route.kind == "http" and "GET" in found.methods and not _names_one(found):
        if any(effect.kind == LIST_PAGE for effect in related):
            return True
        shown = [effect for effect in related if _is_named(found, effect.by) or _is_named(found, effect.what)]
        return all(effect.bound is not None for effect in shown) if shown else None
    return judged


def names_no_list(found: FoundRoute) -> bool:
    """Whether a route's address is that of a file, a number, or whether there is something."""
    last = found.path.rstrip("/").rpartition("/")[2]
    return _FILE.search(last) is not None or _NO_ROWS.search(last) is not None


def _paged(
    found: FoundRoute, effects: Sequence[Effect], inputs: Inputs | None, gives_rows: bool = False
) -> bool | None:
    reads = [effect for effect in effects if effect.kind == "read_many"]
    own = [effect for effect in reads if is_about(found, effect.what, last=True)]
    if not reads or (found.route.kind == "http" and _changes(found, effects, own or reads)):
        return None
    if not own and found.route.kind == "http" and _says_one(found):
        return None
    bounded = any(effect.bound is not None for effect in own or reads)
    if not (bounded or gives_rows) and found.route.kind == "http" and _answers_with_one(found, effects, own):
        return None
    if not bounded and all(_is_by_keys(effect) for effect in own or reads):
        return _takes_size(inputs)  # a search engine has said which
    return bounded and not only_when_sent(reads, inputs) and not any(_otherwise_whole(effect, own) for effect in own)


def _is_cut(effects: Sequence[Effect]) -> bool:
    """Whether the rows that a framework is given to list are some of them only: ``get_queryset`` with a slice."""
    reads = [effect for effect in effects if effect.kind == "read_many"]
    return bool(reads) and all(effect.bound is not None for effect in reads)


def _otherwise_whole(read: Effect, own: Sequence[Effect]) -> bool:
    """Whether a handler that pages in one way reads all in another: ``if query: find(limit=40) else: find()``.

    What a statement of SQL asks by is not known, and what is asked for by more than the pages is another list.
    """
    if read.bound is not None or _is_by_keys(read) or read.by.startswith("sql."):
        return False
    columns = {item.column for item in read.filters}
    paged = [
        effect
        for effect in own
        if effect.bound is not None and effect.what == read.what and columns <= {item.column for item in effect.filters}
    ]
    return bool(paged) and not any(one_path(*sorted((read, effect), key=order)) for effect in paged)


def _is_by_keys(read: Effect) -> bool:
    """Rows that are asked for by their own keys: as many as there are keys."""
    return any(column in {"id", "_id", "pk", "uuid", "ids"} for column in _asked(read))


def _asked(read: Effect) -> list[str]:
    """The columns that rows are asked for by; the parameters of a statement of SQL have names of their own."""
    if read.by.startswith("sql."):
        return list(read.asked)
    return [item.column.rpartition(".")[2] for item in read.filters]


def _takes_size(inputs: Inputs | None) -> bool:
    """Whether a request says how many rows it wants."""
    return inputs is not None and any(item.source == "query" and _SIZE.match(item.name) for item in inputs.taken)


def given(found: FoundRoute, before: Callable[[FoundRoute], Sequence[Effect]]) -> list[Effect]:
    """Of what is done ``before`` the handler to give it its parameters, the reads of the list that the route
    answers with.

    Dependencies read a lot along the way (who asks, what rights they have): only what the path's last word names
    counts, and where the path goes on to one of them by its key, nothing does.
    """
    if _names_one(found):
        return []
    asks_who = {guard.name for guard in guards.authentication_of(found)}
    return [
        effect
        for effect in before(found)
        if effect.kind == "read_many"
        and _is_named(found, effect.what)
        and not any(step.name in asks_who for step in effect.chain)
    ]


def _changes(found: FoundRoute, effects: Sequence[Effect], listed: Sequence[Effect]) -> bool:
    """Whether a route answers with what it has changed; where it is for any method (``switch r.Method``), each way of
    its handler is asked by itself."""
    changes = [effect for effect in effects if effect.kind in {"write", "delete"}]
    if "GET" in found.methods or not changes:
        return False
    if ANY_METHOD not in found.methods:
        lists = _LISTS.match(found.path.rpartition("/")[2]) is not None
        is_page = all(effect.bound is not None and is_about(found, effect.what, last=not lists) for effect in listed)
        about = [effect for effect in changes if effect.what == "commit" or is_about(found, effect.what)]
        return "POST" not in found.methods or not is_page or bool(about)  # a page that is asked for with a body
    return all(any(one_path(*sorted((read, change), key=order)) for change in changes) for read in listed)


def _answers_with_one(found: FoundRoute, effects: Sequence[Effect], own: Sequence[Effect]) -> bool:
    """``GET /users/{id}``, ``POST /comments/info``: of what the path names one row is read."""
    rows = [effect for effect in effects if effect.kind == "read_one"]
    if _names_one(found):
        return not _lists_by(found, [effect for effect in effects if effect.kind == "read_many"], rows, own)
    several = {effect.what for effect in effects if effect.kind == "read_many"} if "GET" in found.methods else set()
    about = [effect for effect in rows if is_about(found, effect.what)]
    if any(_is_collection(found, what) for what in several):
        return False  # /posts/answerable, which counts answers
    return not own and "{" not in found.path and any(effect.what not in several for effect in about)


def _is_collection(found: FoundRoute, what: str) -> bool:
    """Whether a word of the path is the plural of a model or table."""
    name = _singular(what.rpartition(".")[2])
    return any(_PLURAL.search(f"{word}/") and _singular(word) == name for word in found.path.split("/"))


def _lists_by(found: FoundRoute, reads: Sequence[Effect], rows: Sequence[Effect], own: Sequence[Effect]) -> bool:
    """Whether the parameter that a path ends with is no key of what is read, but what many are asked for by."""
    name = found.route.handler.name.rpartition(".")[2]
    if _gives_many(found) or _LISTING.match(name):
        return True
    *parts, last = [part for part in found.path.split("/") if part]
    named = next((part for part in reversed(parts) if "{" not in part), "")
    one_table = len({effect.what for effect in reads}) == 1 and (not own or _PLURAL.search(named) is not None)
    below = found.path.count("{") == 1 or all(len(_keys(effect)) == 1 for effect in reads)
    if not rows and one_table and below and all(map(_is_of_another, reads)):
        return True  # /permission/bucket/{bucketId}, but not /profile/{userId} or /translations/{pollId}/{languageId}
    if _LISTS.match(named) and parts[-1:] == [named]:
        return True  # /search/{query}
    if _PLURAL.search(named) and any(_is_of_another(effect) for effect in own):
        return True
    if any(is_about(found, effect.what) for effect in rows):
        return False
    if _MANY_NAME.search(name):
        return True
    by = _BY.search(named)
    if by is not None:
        return _UNIQUE.search(by[1]) is None  # /features/by-agency/{code}, but not /users/by-email/{email}
    if own:
        asked = last.strip("{}*.")
        keys = _UNIQUE.search(asked) or any(_singular(asked) in _singular(effect.what) for effect in own)
        return _PLURAL.search(named) is not None and not keys  # /secrets/{namespace}
    before = parts[-2] if len(parts) > 1 and parts[-1] == named else ""
    return (
        bool(before)
        and "{" not in before
        and any(  # /transactions/clients/{client}
            _PLURAL.search(before)
            and _is_same(before, effect.what)
            and (not _asks_by_key(effect) or _is_of_another(effect))
            for effect in reads
        )
    )


def _gives_many(found: FoundRoute) -> bool:
    """Whether a handler's return type is that of a list: ``Promise<Tag[]>``, ``list[Tag]``."""
    return _MANY_TYPE.search(_returned(found)) is not None


def _says_one(found: FoundRoute) -> bool:
    """Whether a route that is named after one thing says that it answers with an object of a class: what is read along
    the way is none of its business."""
    *_, last = [part for part in found.path.split("/") if part] or [""]
    if _PLURAL.search(last) or _LISTS.match(last) or _LISTING.match(found.route.handler.name.rpartition(".")[2]):
        return False
    types = [item for text in answered(found) if (item := _WRAPPED.sub("", text.strip()))]
    return bool(types) and all(_ONE_TYPE.match(item) for item in types)


def answered(found: FoundRoute) -> list[str]:
    """What a route's answer is said to be: the types of its declaration and of its handler's result."""
    return [text for text in (found.route.response_schema, _returned(found)) if text]


def _returned(found: FoundRoute) -> str:
    """The type that a handler says it returns; ""."""
    function = found.route.handler.function
    if function is None:
        return ""
    return function.module.text(function.returns.node) if function.returns is not None else function.return_type


def _asks_by_key(read: Effect) -> bool:
    if read.by.startswith("sql."):
        return any(_UNIQUE.search(column) for column in read.asked)
    return any(_UNIQUE.search(item.column.rpartition(".")[2]) for item in read.filters if item.origins)


def _keys(read: Effect) -> list[str]:
    """The columns that rows are asked for by, but for constants."""
    return [column for column in read.asked if _UNIQUE.search(column)] or [
        column
        for item in (() if read.by.startswith("sql.") else read.filters)
        if (column := item.column.rpartition(".")[2]) and (item.origins or column.lower().endswith("id"))
    ]


def _is_of_another(read: Effect) -> bool:
    """``GET /funnels/{site}``: what is read is asked for by nothing but keys of other things (``funnels.siteId``), and
    constants (``deleted_at = 0``)."""
    columns = _keys(read)
    keys = [match for column in columns if (match := _KEY.fullmatch(column))]
    own = _singular(read.what.rpartition(".")[2])
    named = [_singular(key[1]) for key in keys]  # of a ProjectTeamMember, its project's is another's
    return len(keys) == len(columns) > 0 and not any(_ends_with(own, key) or _ends_with(key, own) for key in named)


def _names_one(found: FoundRoute) -> bool:
    """``/users/{id}``, but not ``/users/{page}``."""
    last = found.path.rstrip("/").rpartition("/")[2]
    return last.startswith("{") and _WHICH_PAGE.match(last) is None


def only_when_sent(reads: Sequence[Effect], inputs: Inputs | None) -> str:
    """The page size that is None, which bounds nothing, unless the client sends one; "" where something else bounds."""
    if not reads or inputs is None or any(effect.bound != "parameter" for effect in reads):
        return ""
    sizes = [sink.inputs for sink in inputs.sinks if sink.kind == "bound"]
    if len(sizes) != 1 or len(sizes[0]) != 1 or not sizes[0][0].optional:
        return ""
    return sizes[0][0].name


def is_about(found: FoundRoute, what: str, last: bool = False) -> bool:
    """Whether a route's path names a model or table: one of its words is its name, or its last word ends with it
    (``/get-users``, not ``/get-user-info``)."""
    words = [part for part in found.path.split("/") if part and "{" not in part]
    words = [word for word in words if _singular(word)]  # /users/list is about users
    if not last:
        return any(_is_same(word, what) for word in words)
    word, name = _singular(words[-1] if words else ""), _singular(what.rpartition(".")[2])
    return bool(word) and bool(name) and (_ends_with(name, word) or _ends_with(word, name))


def _is_same(word: str, what: str) -> bool:
    """Whether a word of a path and the name of a model or table are of the same thing."""
    word, name = _singular(word), _singular(what.rpartition(".")[2])
    return bool(word) and bool(name) and (word in name or name in word)


def _is_named(found: FoundRoute, what: str) -> bool:
    """Whether the path's last word names a model by the noun that it ends with: ``/roles`` a UserRole, ``/admin`` no
    AdminSessionToken."""
    words = [part for part in found.path.split("/") if part and "{" not in part]
    word, name = _singular(words[-1] if words else ""), _singular(what.rpartition(".")[2])
    return bool(word) and bool(name) and (_ends_with(name, word) or _ends_with(word, name))


def _ends_with(text: str, stem: str) -> bool:
    """What is left of a plural may lack a letter: invoic(e), categor(y)."""
    return stem in text and len(text) - len(stem) - text.rfind(stem) <= 1


def _singular(word: str) -> str:
    word = re.sub(r"[^a-z]", "", word.lower())
    return re.sub(r"(ies|es|s|repository|repo|model|entity|list|all)$", "", word)
