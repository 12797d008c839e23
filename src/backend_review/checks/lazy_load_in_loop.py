"""A relation that is loaded once for each row, because the query does not load it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._entries import Entry, entries
from backend_review.checks._loops import Round, rounds
from backend_review.checks._model import place_match, step
from backend_review.finding import Confidence, Match
from backend_review.model.effects import Effect
from backend_review.model.relations import LAZY
from backend_review.model.tables import Relation

_CALLS = 4
_FEW = re.compile(r"\[:\d\]$")  # the first three


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each loop, at the first line in it that touches such a relation or leads to where one is touched."""
    found: dict[object, tuple[Entry, list[tuple[Effect, Round]]]] = {}
    for entry in entries(backend):
        for effect in entry.effects:
            if effect.kind != LAZY or not effect.loops or len(effect.chain) > _CALLS:
                continue
            each = next((item for item in rounds(backend, effect) if item.loop.place == effect.item), None)
            if each is None or each.loop.fixed or _FEW.search(each.loop.over):
                continue
            first, touched = found.setdefault(effect.item, (entry, []))
            if first is entry and all(effect.what != other.what for other, _ in touched):
                touched.append((effect, each))
    for entry, touched in found.values():
        yield _match(backend, entry, touched)


def _match(backend: Backend, entry: Entry, touched: list[tuple[Effect, Round]]) -> Match:
    effect, each = min(touched, key=lambda item: item[1].line.line)
    loop = each.loop
    ways = [way for other, _ in touched if (way := _way(backend, other))]
    names = list(dict.fromkeys(f"`{way[-1][1].name}`" for way in ways))
    model = ways[0][0][0] if ways else effect.what.partition(".")[0]
    through = [call.name for call in effect.chain[loop.calls :] if call.name != "(function)"]
    how = f"`{through[-1]}` touches" if through else "touches"
    steps = [step(call.place, f"calls {call.name}") for call in effect.chain]
    steps.insert(min(loop.calls, len(steps)), step(loop.place, f"a loop over {loop.over or 'rows'}"))
    steps += [step(other.place, f"loads {other.what} for each") for other, _ in touched]
    return place_match(
        "lazy-load-in-loop",
        each.line,
        f"{entry.name} goes over `{loop.over or 'rows'}` and {how} {_listed(names)}, which the query of `{model}` did "
        f"not load: each round sends a query for it. Load it with the rows: `{_instead(touched, ways)}`.",
        trace=(*entry.way, *steps),
        confidence=Confidence.MEDIUM if len(effect.chain) - loop.calls > 1 else None,
    )


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
_OTHER = re.compile(r"^django\.(?:filter|exclude|order_by|values|values_list|annotate|distinct|get|latest|earliest)$")


def _instead(touched: list[tuple[Effect, Round]], ways: list[list[tuple[str, Relation]]]) -> str:
    """What makes the query load the relations."""
    library = touched[0][0].by.partition(".")[0]
    if library == "django":
        other = {effect.what for effect, _ in touched if _OTHER.search(effect.by)}
        one, many = [], []
        for way in ways:
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
        longest = [way for way in ways if not any(other[: len(way)] == way and other != way for other in ways)]
        return f".options({', '.join('.'.join(map(_loader, way)) for way in longest[:4])})"
    entries = (": { ".join(relation.name for _, relation in way) + ": true" + " }" * (len(way) - 1) for way in ways)
    return f"relations: {{ {', '.join(entries)} }}"


def _loader(step: tuple[str, Relation]) -> str:
    model, relation = step
    return f"{'selectinload' if relation.many else 'joinedload'}({model}.{relation.name})"
