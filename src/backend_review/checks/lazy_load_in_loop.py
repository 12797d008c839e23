"""A relation that is loaded once for each row, because the query does not load it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._dependence import depends_on_item
from backend_review.checks._entries import Entry, entries, stands_apart
from backend_review.checks._loops import At, Round, rounds, written
from backend_review.checks._model import place_match, step
from backend_review.finding import Audience, Confidence, Match
from backend_review.model.circumstances import WRITTEN
from backend_review.model.effects import Effect
from backend_review.model.relations import LAZY, RAISES
from backend_review.model.tables import Relation

_CALLS = 4
_FEW = re.compile(r"\[:\d\]$")  # the first three


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each loop, at the first line in it that touches such a relation or leads to where one is touched."""
    found: dict[object, tuple[Entry, list[tuple[Effect, At]]]] = {}
    for entry in entries(backend):
        for effect in entry.effects:
            if effect.kind != LAZY or not effect.loops or len(effect.chain) > _CALLS:
                continue
            each = written(effect) if effect.item is not None else None
            each = each or next(
                (At(item.loop, item.line) for item in rounds(backend, effect) if _is_of(backend, effect, item)), None
            )
            if each is None or each.loop.fixed or _FEW.search(each.loop.over):
                continue
            # A page of rows, or all of them where none is asked for: one list.
            by = effect.chain[each.loop.calls].name if each.loop.calls < len(effect.chain) else ""
            item = effect.item or each.loop.place
            key = (entry.way, by, each.loop.calls) if each.loop.kind == WRITTEN else item
            first, touched = found.setdefault(key, (entry, []))
            if first is entry and all(effect.what != other.what for other, _ in touched):
                touched.append((effect, each))
    told: list[tuple[Entry, list[tuple[Effect, At]]]] = []
    for entry, touched in sorted(found.values(), key=lambda item: min(each.line.line for _, each in item[1])):
        again = any(entry is other and _goes_over_again(backend, touched, before) for other, before in told)
        if not again:
            told.append((entry, touched))
    for entry, touched in told:
        yield _match(backend, entry, touched)


def _goes_over_again(backend: Backend, touched: list[tuple[Effect, At]], before: list[tuple[Effect, At]]) -> bool:
    """Whether an earlier loop of the function went over the same rows, which keep what it loaded of them."""
    loop, first = touched[0][1].loop, before[0][1].loop
    if (
        loop.kind == WRITTEN
        or loop.over != first.over
        or not loop.over.isidentifier()
        or loop.place.path != first.place.path
    ):
        return False
    names = {effect.what for effect, _ in before}
    module = backend.project.module(loop.place.path)
    if module is None or not names >= {effect.what for effect, _ in touched} or loop.place.line < first.place.line:
        return False
    between = module.file.text.split("\n")[first.place.line : loop.place.line - 1]
    given = re.compile(rf"(?<![\w.]){loop.over}\s*(?::[^=]+)?=(?!=)|^\s*(?:async\s+)?def\b")
    return not any(given.search(line) for line in between)


def _is_of(backend: Backend, effect: Effect, found: Round) -> bool:
    """Whether a loop is the one over the rows that something is loaded of."""
    return found.loop.place == effect.item if effect.item is not None else depends_on_item(backend, effect, found)


def _match(backend: Backend, entry: Entry, touched: list[tuple[Effect, At]]) -> Match:
    # What the row itself has; what rows have that are got from it by yet another query is that query's affair.
    first = touched[0][0].what.partition(".")[0]
    touched = [item for item in touched if item[0].what.startswith(f"{first}.")]
    effect, each = min(touched, key=lambda item: item[1].line.line)
    loop = each.loop
    ways = [way for other, _ in touched if (way := _way(backend, other))]
    model = ways[0][0][0] if ways else effect.what.partition(".")[0]
    names = [f"`{_touch(other)}`" for other, _ in touched]
    asked = effect.item is None  # by a call that loads it: order.getLines(), order.populate("customer")
    again = all(_OTHER.search(other.by) for other, _ in touched)
    why = (
        "which asks the database for each row, whatever was loaded"
        if again
        else f"which the query of `{model}` did not load: each row sends a query for it"
    )
    through = [call.name for call in effect.chain[loop.calls :] if call.name != "(function)"]
    if asked:
        why = f"a query for each `{model}`"
    raises = any(other.by == RAISES for other, _ in touched)
    if raises:
        why = f"which the query of `{model}` did not load: with an asynchronous session that raises `MissingGreenlet`"
    steps = [step(call.place, f"calls {call.name}") for call in effect.chain]
    around = "each of these rows is written" if loop.kind == WRITTEN else f"a loop over {loop.over or 'rows'}"
    steps.insert(min(loop.calls, len(steps)), step(loop.place, around))
    steps += [step(other.place, f"loads {other.what} for each") for other, _ in touched]
    if loop.kind == WRITTEN:
        how = f"writes each `{model}` with `{through[0] if through else loop.over}`, which touches {_listed(names)}"
    else:
        verb = "loads" if asked else "touches"
        verb = f"`{through[-1]}` {verb}" if through else verb
        how = f"goes over `{loop.over or 'rows'}` and {verb} {_listed(names)}"
    return place_match(
        "lazy-load-in-loop",
        each.line,
        f"{entry.name} {how}, {why}. Load it with the rows: `{_instead(touched, ways)}`.",
        # Nobody leaves it like that if it raises: mostly something was not seen.
        audience=Audience.PEDANTIC if raises or stands_apart(entry, effect, loop) else None,
        trace=(*entry.way, *steps),
        confidence=Confidence.MEDIUM if len(effect.chain) - loop.calls > 1 else None,
    )


def _touch(effect: Effect) -> str:
    """What is touched, as it is written after the row: ``author.publisher``, ``loans.filter(…)``."""
    path = effect.what.partition(".")[2]
    return f"{path}.{effect.by.partition('.')[2]}(…)" if _OTHER.search(effect.by) else path


def _way(backend: Backend, effect: Effect) -> list[tuple[str, Relation]]:
    """The relations from the row of the query to what is loaded, each with the model that has it."""
    model, *names = effect.what.split(".")
    found: list[tuple[str, Relation]] = []
    for name in names:
        table = backend.tables.of(model)
        relation = table.relations.get(name) if table is not None else None
        if relation is None:
            return []
        found.append((model, relation))
        model = relation.target
    return found


def _listed(names: list[str]) -> str:
    shown = names[:4]
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)


# What needs another query than the relation's own.
_OTHER = re.compile(
    r"^django\.(?:filter|exclude|order_by|values|values_list|annotate|distinct|get|latest|earliest|last|aggregate)$"
)


def _instead(touched: list[tuple[Effect, At]], ways: list[list[tuple[str, Relation]]]) -> str:
    """What makes the query load the relations."""
    library = touched[0][0].by.partition(".")[0]
    if library == "django":
        other = {effect.what for effect, _ in touched if _OTHER.search(effect.by)}
        one, many = [], []
        for way in _longest(ways):
            path = "__".join(relation.name for _, relation in way)
            if not any(relation.many for _, relation in way):
                one.append(f'"{path}"')
            elif ".".join((way[0][0], *(relation.name for _, relation in way))) in other:
                many.append(f'Prefetch("{path}", queryset={way[-1][1].target}.objects…, to_attr="…")')
            else:
                many.append(f'"{path}"')
        found = f".select_related({', '.join(one)})" if one else ""
        return found + (f".prefetch_related({', '.join(many)})" if many else "")
    if library == "sqlalchemy":
        return f".options({', '.join('.'.join(map(_loader, way)) for way in _longest(ways)[:4])})"
    path = touched[0][0].what.partition(".")[2]
    if library in _OF_THE_QUERY:
        return _OF_THE_QUERY[library].format(path=path, last=path.rpartition(".")[2])
    if not ways:
        return f"relations: {{ {path}: true }}"
    entries = (": { ".join(relation.name for _, relation in way) + ": true" + " }" * (len(way) - 1) for way in ways)
    return f"relations: {{ {', '.join(entries)} }}"


def _longest(ways: list[list[tuple[str, Relation]]]) -> list[list[tuple[str, Relation]]]:
    """The ways that are not the beginning of another."""
    return [way for way in ways if not any(other[: len(way)] == way and other != way for other in ways)]


# How a query is told to load a relation, where its rows would else be asked one by one.
_OF_THE_QUERY = {
    "sequelize": 'include: ["{path}"]',
    "mongoose": '.populate("{path}")',
    "gorm": 'Preload("{path}")',
}


def _loader(step: tuple[str, Relation]) -> str:
    model, relation = step
    return f"{'selectinload' if relation.many else 'joinedload'}({model}.{relation.name})"
