"""A query that is sent once for each item of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from backend_review.backend import Backend
from backend_review.checks._batching import Calls, together
from backend_review.checks._dependence import depends_on_item, depends_on_written
from backend_review.checks._entries import Entry, entries, stands_apart
from backend_review.checks._loops import At, Round, conditions, goes_on_alone, in_steps, once, rounds, written
from backend_review.checks._model import place_match, step
from backend_review.checks._written_out import is_written_out
from backend_review.finding import Audience, Confidence, Match
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.model.circumstances import WRITTEN
from backend_review.model.effects import Effect
from backend_review.model.relations import LAZY

_READS = {"read_one", "read_many"}
_CALLS = 4
_CALLS_OF_JOBS = 2  # behind more calls a job does in each round what takes far longer than the query
_MOST = 12
_ANSWERS_LISTS = re.compile(r"`?(?:GET|QUERY)\b")
# A part of a list at a time, a page at a time.
_BATCHES = re.compile(r"(?i)chunk|batch|slice|partition|\bpages?\b|paginat|\bbulk|\brange\(")
# What comes one by one over time, or is constant.
_STREAMS = re.compile(r"(?i)stream|channel|socket|\bws\b|queue|consumer|subscri|listen|messages?\b|events?\b|cursor")
# Only a variable's name, or a column's: NodeRevision.id.label("revision_id")
_UNNAMED = re.compile(
    r"^(?:|query|stmt|statement|sql|q|qs|self|objects|repository|repo|label|alias|aliased|cast|coalesce)$"
)
_GIVEN = re.compile(r"\([^()]*\)")  # what a call is given: JSON.parse(message.value).ids is no stream
_CONSTANT = re.compile(r"^(?:\w+\.)*_*[A-Z][A-Z0-9_]+(?:\.(?:items|keys|values|entries)\(\))?$|^settings\.|\.choices$")
_LITERAL = re.compile(r"^(?:\[\]\w+\{|[\[(](?!.*(?:\bfor\b|\.\.\.|\*)))")  # as many as are written
_ENUMERATED = r"\b{}\s*(?::[^=\n]+)?=\s*(?:Object\.(?:values|keys|entries)\(|list\()[A-Z]\w*\)"  # the values of an enum
_IS_CALLED = re.compile(r"^[\s(]*(?P<name>\w+)\s*={2,3}\s*(?:\"[^\"]*\"|'[^']*'|`[^`$]*`)[\s)]*$")
# The item itself is what was asked for, or what it stands for in the mapping: ``if columns[name] == wanted``.
_IS_ONE = re.compile(r"^[\s(]*(?P<item>\w+(?:\[\w+\])?)\s*={2,3}\s*(?P<other>[A-Za-z_][\w.]*)[\s)]*$")
_REMEMBERED = re.compile(
    r"\bnot in\b|![\w.]+\.has\(|!\(?\w+ in\b|=== undefined|== null|\bis None\b|!\w+\[|!ok\b|!found\b"
)
# Stores in which a key is read from memory or a file of the program's own, and those that give one at a time only.
_KEY_BY_KEY = frozenset({"bolt", "badger", "storm", "scribble", "asynq"})
_BATCHED = re.compile(r"(?i)cache|loader|memo|batch|prefetch|dataloader|redis|remember")


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each loop and table, at the call in the loop that leads to the query."""
    found = list(_found(backend))
    # Where it is the habit of a project, lists that somebody waits for come first, and the rest is for those who ask.
    found.sort(key=lambda item: (item[1].audience is not None, not _ANSWERS_LISTS.match(item[0].name)))
    for index, (_, match) in enumerate(found):
        yield match if index < _MOST else msgspec.structs.replace(match, audience=Audience.PEDANTIC)


def _found(backend: Backend) -> Iterator[tuple[Entry, Match]]:
    calls = Calls(backend)
    told: set[tuple[object, str]] = set()
    for entry in entries(backend):
        loaded = {effect.place for effect in entry.effects if effect.kind == LAZY}  # lazy-load-in-loop tells of them
        for effect in entry.effects:
            if effect.place in loaded or effect.kind not in _READS or not effect.loops or len(effect.chain) > _CALLS:
                continue
            library, method = calls.at(effect.place)
            if library in _KEY_BY_KEY:
                continue
            found = next((item for item in rounds(backend, effect) if _per_item(item, effect, method)), None)
            if found is not None and (_reads_again(effect, found) or _is_for_group(backend, effect, found)):
                continue
            if found is not None and is_written_out(backend, found):
                continue
            around = _around(backend, effect, found)
            waited_for = entry.waited_for and not (found is not None and goes_on_alone(found))
            if around is not None and not waited_for and len(effect.chain) - around.loop.calls > _CALLS_OF_JOBS:
                continue
            if around is None or (around.loop.place, effect.what) in told:
                continue
            told.add((around.loop.place, effect.what))
            match = _match(entry, effect, around, together(library, effect))
            if stands_apart(entry, effect, around.loop, waited_for):
                match = msgspec.structs.replace(match, audience=Audience.PEDANTIC)
            yield entry, match


def _around(backend: Backend, effect: Effect, found: Round | None) -> At | None:
    """The loop that sends a query in each of its rounds: one in the code, or a serializer that writes many rows."""
    if found is not None and depends_on_item(backend, effect, found):
        return At(found.loop, found.line)
    by_serializer = written(effect)
    if by_serializer is None or any(_BATCHED.search(call.name) for call in effect.chain):
        return None
    method = depends_on_written(backend, effect, by_serializer.loop)
    if method is None or any(_REMEMBERED.search(text) for text in conditions(method)):
        return None
    return by_serializer


def _per_item(found: Round, effect: Effect, method: str) -> bool:
    """Whether the rows could as well be asked for before the loop, all at once."""
    loop = found.loop
    if loop.fixed or loop.kind == "while" or _LITERAL.search(loop.over) or _CONSTANT.search(loop.over):
        return False
    if _BATCHES.search(loop.over) or in_steps(found) or _is_of_constant(found):
        return False
    if _is_written_out(found):
        return False
    if re.fullmatch(r"\w+", loop.over) and re.search(_ENUMERATED.format(loop.over), found.module.file.text):
        return False
    if found.node.type == "while_statement" or (not loop.over and not _goes_over_rows(found)):
        return False
    if method.startswith("findUnique") and loop.kind in {"each", "comprehension"}:
        return False  # Prisma gathers those of one moment
    if any(_BATCHES.search(name) for name in found.names) or _STREAMS.search(_GIVEN.sub("", loop.over)):
        return False
    if any(_BATCHED.search(call.name) for call in effect.chain):
        return False
    if _calls_itself(found):
        return False  # from level to level: which keys come next is known only when a row is there
    # ``for name, value in data.items(): if name == "owner": …`` does it for one of them.
    once_named = (_IS_CALLED.match(text) for text in conditions(found))
    if any(asked is not None and asked["name"] in found.names for asked in once_named):
        return False
    if any(_is_one(found, text) for text in conditions(found)):
        return False
    return not once(found) and not any(_REMEMBERED.search(text) for text in conditions(found))


def _is_one(found: Round, condition: str) -> bool:
    """Whether a condition holds for one item only: it is compared with something that no round changes."""
    asked = _IS_ONE.match(condition)
    left = found.node.child_by_field_name("left")
    if asked is None or left is None:
        return False
    item = found.module.text(left)
    other = asked["other"].partition(".")[0]
    return (
        asked["item"] in {item, f"{found.loop.over}[{item}]"}
        and other not in found.names
        and other not in {"None", "nil", "null", "undefined", "True", "False", "true", "false"}
    )


def _is_written_out(found: Round) -> bool:
    """JavaScript: ``for (const name in kinds)`` over an object that is written with all that is in it."""
    over, code = found.loop.over, found.module.file.text
    if found.node.type != "for_in_statement" or not over.isidentifier():
        return False
    values = re.findall(rf"\b{over}\b\s*(?::[^=\n]+)?=(?!=)\s*([^\s;]+[^;]{{0,2000}})", code)
    written = re.match(r"\{\s*\w[^{}]*\}", values[0]) if len(values) == 1 else None
    if written is None or "..." in written[0]:
        return False
    return re.search(rf"\b{over}\[(?![\"'])[^\]]*\]\s*=(?!=)|assign\(\s*{over}\b", code) is None


def _calls_itself(found: Round) -> bool:
    """Whether the call in the loop is of the function that the loop is in."""
    function = found.call.child_by_field_name("function")
    name = found.module.text(function).rpartition(".")[2] if function is not None else ""
    node = found.node.parent
    while node is not None and node.type not in FUNCTIONS:
        node = node.parent
    named = node.child_by_field_name("name") if node is not None else None
    return bool(name) and named is not None and found.module.text(named) == name


def _reads_again(effect: Effect, found: Round) -> bool:
    """Whether the row that the loop is at is asked for once more: it may have changed since."""
    columns = {item.column for item in effect.filters}
    return (
        bool(columns)
        and columns <= {"id", "pk"}
        and re.search(rf"\b{effect.what}\.objects\b", found.loop.over) is not None
    )


_GROUPS = re.compile(r"\.(?:items|values|entries)\(\)$|^(?:Object|Map)\.(?:entries|values)\(")
_MEMBERS = re.compile(r"\.in_\(|__in=|\$in\b|\bin:|\bIN \(?[?$%:]|\bANY\(|whereIn\(|inArray\(|\bIn\(")


def _is_for_group(backend: Backend, effect: Effect, found: Round) -> bool:
    """Whether rows were put into groups before, and the query asks for all rows of a group at once."""
    module = backend.project.module(effect.place.path)
    if module is None or not _GROUPS.search(found.loop.over):
        return False
    lines = module.file.text.split("\n")[max(effect.place.line - 2, 0) : effect.place.line + 3]
    return _MEMBERS.search("\n".join(lines)) is not None


def _is_of_constant(found: Round) -> bool:
    """Whether a loop goes over a part of what an outer one takes from a constant: ``for file in folder.files``."""
    root = re.match(r"(\w+)\.", found.loop.over)
    node = found.node.parent if root is not None else None
    while node is not None and root is not None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if node.type in {"for_statement", "for_in_statement"} and left is not None and right is not None:
            taken = re.findall(r"\w+", found.module.text(left))
            if root[1] in taken and _CONSTANT.search(found.module.text(right)):
                return True
        node = node.parent
    return False


def _goes_over_rows(found: Round) -> bool:
    """Go: ``for rows.Next()``."""
    condition = found.node.named_children[0] if found.node.named_children else None
    return condition is not None and found.module.text(condition).endswith(".Next()")


def _match(entry: Entry, effect: Effect, found: At, instead: str) -> Match:
    loop = found.loop
    over = f"`{loop.over}`" if loop.over else "the rows"
    through = [call.name for call in effect.chain[loop.calls :] if call.name != "(function)"]
    how = f"goes over {over}, and {f'`{through[0]}` reads' if through else 'this reads'}"
    around = f"a loop over {loop.over or 'rows'}"
    if loop.kind == WRITTEN:
        how = f"writes many rows with `{through[0]}`, and `{through[-1]}` reads"
        around = "each of these rows is written"
    what = "rows" if _UNNAMED.search(effect.what) else f"`{effect.what}`"
    steps = [step(call.place, f"calls {call.name}") for call in effect.chain]
    steps.insert(min(loop.calls, len(steps)), step(loop.place, around))
    return place_match(
        "query-in-loop",
        found.line,
        f"{entry.name} {how} {what} once for each of them: a list of 100 makes 100 "
        f"queries. Collect the keys before the loop, read all of them at once with `{instead}`, and look them up by key.",
        trace=(*entry.way, *steps, step(effect.place, f"reads {what.strip('`')}, once in each round")),
        confidence=Confidence.MEDIUM if len(effect.chain) - loop.calls > 1 else None,
    )
