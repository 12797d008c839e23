"""Go: the methods that gRPC calls for its clients, and what these are given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.index.program import Function, Parameter
from backend_review.model.evaluator import Evaluator
from backend_review.model.taint.data import harmless
from backend_review.model.values import Kind

_EMBEDDED = re.compile(r"^(?:Unimplemented|Unsafe)\w+Server$")
_REGISTERED = re.compile(r"\bRegister\w+Server\([^,()\n]+(?:\(\))?,\s*&?(?:(\w+)\.)?(\w+)\{")
_ANSWERS = re.compile(r"^\(\s*(?:\w+\s+)?\*?[\w.\[\]]+,\s*(?:\w+\s+)?error\s*\)$|^error$")
_STREAM = re.compile(r"Server(?:\[.*\])?$")


def remote_methods(evaluator: Evaluator) -> Iterator[tuple[Function, list[Parameter], frozenset[str]]]:
    """The methods of services that gRPC's clients call, with the parameters that these fill and the members of them
    that are numbers and the like."""
    registered = {
        found[1]
        for module in evaluator.project.modules("go")
        if module.file.role != "test" and "grpc" in module.file.text
        for found in _REGISTERED.findall(module.file.text)
    }
    for kind in list(evaluator.kinds.values()):
        klass = kind.klass
        if klass.module.language != "go" or klass.interface or klass.module.file.role == "test":
            continue
        embeds = any(field.embedded and _EMBEDDED.match(name) for name, field in klass.fields.items())
        if not embeds and klass.name not in registered:
            continue
        for function in klass.methods.values():
            taken = _taken(function)
            if taken:
                yield function, taken, _numbers(evaluator, taken)


def _taken(function: Function) -> list[Parameter]:
    """The message of a call, or the stream that messages come from; nothing for a method that is none of gRPC's."""
    if not function.name[:1].isupper() or not _ANSWERS.match(function.return_type.strip()):
        return []
    given = list(function.parameters)
    if given and given[0].type == "context.Context":
        return given[1:] if len(given) == 2 and given[1].type.startswith("*") else []
    streams = [item for item in given if _STREAM.search(item.type)]
    return given if streams and len(given) <= 2 and function.return_type.strip() == "error" else []


def _numbers(evaluator: Evaluator, taken: list[Parameter]) -> frozenset[str]:
    """The members of messages that hold no text, where the project has the code that is generated for them."""
    names = {item.type.lstrip("*").rpartition(".")[2] for item in taken}
    kinds: list[Kind] = [kind for kind in evaluator.kinds.values() if kind.klass.name in names]
    return frozenset(
        name for kind in kinds for name, field in kind.klass.fields.items() if harmless(field.type) and field.type
    )
