"""A parameter that is made a number without a look at whether it is one."""

from __future__ import annotations

from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._model import place_match, step, title, way
from backend_review.finding import Match
from backend_review.model.inputs import Input, Inputs, Sink
from backend_review.model.routes import FoundRoute

_SOURCES = {"path", "query"}
_BECOMES = {
    "python": "`{what}` raises on anything else, which the client sees as a 500",
    "javascript": "`{what}` makes `NaN` of anything else, and that goes on into the code",
    "go": "`{what}` gives 0 for anything else, and its error is thrown away",
}
_LANGUAGES = {"py": "python", "go": "go"}


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each place where a parameter is converted and nobody looks whether that worked."""
    seen: set[tuple[str, int]] = set()
    for found in backend.routes:
        inputs = backend.inputs_of(found)
        for sink in inputs.sinks:
            item = next((one for one in sink.inputs if one.source in _SOURCES), None)
            where = (sink.place.path, sink.place.line)
            if sink.kind == "convert" and item is not None and where not in seen and not _looked_at(inputs, item):
                seen.add(where)
                yield _match(found, sink, item)


def _looked_at(inputs: Inputs, item: Input) -> bool:
    """Whether something checks the parameter, or all of the part that it is of."""
    return any(check.what in {item.title, item.source} for check in inputs.checks)


def _match(found: FoundRoute, sink: Sink, item: Input) -> Match:
    language = _LANGUAGES.get(sink.place.path.rpartition(".")[2], "javascript")
    name = f"`{item.name}`" if item.name not in {"", "?"} else "a parameter"
    return place_match(
        "unvalidated-param",
        sink.place,
        f"{name[0].upper() + name[1:] if name[0] != '`' else name} of `{title(found)}` is taken for a number: "
        f"{_BECOMES[language].format(what=sink.what)}. Declare its type where the framework can check it, or answer 400 "
        "when it is no number.",
        trace=(
            *way(found),
            step(item.place, f"takes {name} of the {item.source}"),
            *(step(call.place, f"calls {call.name}") for call in sink.chain),
            step(sink.place, f"converts it with {sink.what}"),
        ),
    )
