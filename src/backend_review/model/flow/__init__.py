"""Walking a function's body with what its variables stand for, to find what the libraries it uses do."""

from __future__ import annotations

from dataclasses import replace

from backend_review.model import alternatives, declared, lookups
from backend_review.model.circumstances import is_transactional
from backend_review.model.effects import MAX_EFFECTS, Summary
from backend_review.model.flow.calls import Calls
from backend_review.model.flow.expressions import Expressions
from backend_review.model.flow.statements import Statements
from backend_review.model.routes import Place
from backend_review.model.values import Known, Unknown, options

_MAX_ANSWERS = 60


class Walk(Statements, Expressions, Calls):
    """One walk over the body of a function (or of a module)."""

    def summary(self) -> Summary:
        """What the function does."""
        if self.function is None:
            return Summary()
        body = self.function.body()
        self.around.transactions += is_transactional(self.function)
        left = self.run(body)
        unsent = self._returned_unsent()
        found = self.found
        if self.function.is_async and self.module.language == "python":
            found = [replace(e, kind="blocking_call", bound=None) if e.kind == "may_block" else e for e in found]
        # What is done at several places is told at each: writes of a function that is called twice, reads in two loops.
        unique = {
            (e.kind, e.what, e.place, e.bound, e.loops[:1], e.chain[:3] if e.kind in {"write", "delete"} else ()): e
            for e in reversed(found)
        }
        returned = alternatives.either(self.returns)
        every = [item for value in self.returns for item in options(value)]
        unknown = [item for item in every if isinstance(item, Unknown)]
        # Go: what is nil on one way and not known on the other is what the function says it returns.
        nothing = (Known(None),) if self.module.language == "go" and unknown else ()
        if all(isinstance(item, Unknown) or item in nothing for item in every):
            returned = declared.returned(self, self.function) or returned
        effects = list(unique.values())[::-1][:MAX_EFFECTS]
        answers = list(dict.fromkeys(self.answers))[:_MAX_ANSWERS]
        if self.module.language != "go":
            falls = not left and bool(body) and body[-1].kind == "branch"
            absent = falls or any(isinstance(item, Known) and item.value is None for item in self.returns)
            returned = lookups.returned(returned, absent)
        further = [alternatives.either(values, keep_unknown=True) for values in zip(*self.further, strict=False)]
        return Summary(
            effects, returned, self.depth, self.cut, answers, self.results, self.lookups, self.depends, further, unsent
        )

    def _returned_unsent(self) -> frozenset[tuple[Place, str]]:
        """The queries that nothing more was made of are sent, after them those that the function returns: its caller
        may make more of these, ``items().limit(10)``. Where they are made, and what they are about."""
        own = {id(item) for value in self.returns for item in options(value) if id(item) in self.pending}
        self.flush(own)
        if not self.effects.is_inside:  # a framework writes the rows of the query that it is given back
            for result in self.results:
                self.iterated(result.value, result.expr)
        sent = len(self.found)
        self.flush()
        if self.function is None or self.function.is_async:
            return frozenset()
        return frozenset((effect.place, effect.what) for effect in self.found[sent:])


__all__ = ["Walk"]
