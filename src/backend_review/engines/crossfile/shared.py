"""Values that reach sinks by what functions share: variables of modules, ``g``, what is set on a request before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from backend_review.model.taint import INPUT, PARAMETER, Core, Flow, Summary
from backend_review.model.taint.data import MAX_STEPS, NOTHING, Taint, join, member
from backend_review.model.taint.state import REQUEST, is_shared


def wanted(flows: Iterable[Flow]) -> set[tuple[str, str]]:
    """The keys of what is shared that reaches sinks, with the member of it that does ("" for all)."""
    return {(flow.core.name, flow.core.of.partition(".")[0]) for flow in flows if _by_state(flow)}


def _by_state(flow: Flow) -> bool:
    core = flow.core
    return core.kind == PARAMETER and (is_shared(core.name) or (core.name in REQUEST and bool(core.of)))


def put_into(summaries: Iterable[Summary]) -> Mapping[str, Taint]:
    """The input that functions put into what they share, by its key."""
    found: dict[str, Taint] = {}
    for summary in summaries:
        for key, value in summary.fills.items():
            if is_shared(key) or key in REQUEST:
                entered = {core: steps for core, steps in value.items() if _is_kept(key, core)}
                found[key] = join(found.get(key, NOTHING), entered)
    return found


def joined(flows: Iterable[Flow], state: Mapping[str, Taint]) -> Iterator[Flow]:
    """The ways of input into what is shared and from there into sinks."""
    for flow in flows:
        value = state.get(flow.core.name, NOTHING) if _by_state(flow) else NOTHING
        for core, steps in (member(value, flow.core.of) if flow.core.of else value).items():
            way = (*steps, *flow.steps)
            if core.kind == INPUT and core.harms(flow.variant, flow.mark.label) and len(way) <= MAX_STEPS:
                yield Flow(core, flow.variant, flow.path, flow.mark, way)


def _is_kept(key: str, core: Core) -> bool:
    """Whether input is kept for others here; what middleware of JavaScript keeps is told by program (``carried``)."""
    return core.kind == INPUT and (key not in REQUEST or core.path.endswith(".py"))
