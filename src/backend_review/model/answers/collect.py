"""The answers of a route, collected from the walk over its handler."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from backend_review.model.answers.data import Answer
from backend_review.model.answers.status import status_of
from backend_review.model.effects import Effects, Result, Summary
from backend_review.model.onrequest import METHOD
from backend_review.model.routes import FoundRoute
from backend_review.model.values import Items, Known, Table, Thing, Unknown, Value, options, text_of


def answers_of(effects: Effects, found: FoundRoute) -> list[Answer]:
    """What the handler of a route answers, in the order of the code; empty when that is not known."""
    function = found.route.handler.function
    if function is None:
        return []
    framework = found.app.framework
    given: list[Value] = [Thing(type=type) for type in effects.libraries.parameters.get(framework, ())]
    if given and METHOD in found.route.options and isinstance(given[0], Thing):
        given[0].attributes[METHOD] = found.route.options[METHOD]
    if framework == "express" and len(function.parameters) == 4:
        given = [Unknown(), *given]
    summary = effects.handling(function, given)
    kind = effects.libraries.returned.get(framework, "")
    made = [_settled(found, item) for item in (*summary.answers, *_returned(summary, kind)) if item.kind != "status"]
    return sorted(made, key=lambda item: (item.chain[0].place if item.chain else item.place).line)


def _settled(found: FoundRoute, answer: Answer) -> Answer:
    """With the status that the route declares for what its handler returns."""
    return answer


def _returned(summary: Summary, plain: str) -> Iterator[Answer]:
    """What the returns answer; ``plain`` is what a value that is no response is sent as, "" when it is not sent."""
    for result in summary.results:
        values = list(options(result.value))
        for value in values:
            yield from _of_value(value, result, plain)


def _of_value(value: Value, result: Result, plain: str) -> Iterator[Answer]:
    if isinstance(value, Thing) and isinstance(value.model, Answer):
        answer = value.model
        yield replace(answer, condition=answer.condition or result.condition)
        return
    if not plain:
        return
    written = " ".join((result.expr.node.text or b"").decode("utf-8", "replace").split())[:160] if result.expr else ""
    if isinstance(value, Items) and value.complete and 2 <= len(value.items) <= 3:
        status = status_of(value.items[1])  # Flask: body, status, headers
        if status is not None:
            for body in options(value.items[0]):
                if isinstance(body, Thing) and isinstance(body.model, Answer):
                    yield replace(body.model, status=status, condition=body.model.condition or result.condition)
                else:
                    yield Answer(
                        status, _kind(body, plain), body, written, place=result.place, condition=result.condition
                    )
            return
    yield Answer(result.status, _kind(value, plain), value, written, place=result.place, condition=result.condition)


def _kind(body: Value, plain: str) -> str:
    if isinstance(body, Known) and body.value in (None, ""):
        return "empty"
    if isinstance(body, (Table, Items)) or text_of(body) is None:
        return plain
    return "text" if plain == "json" else plain
