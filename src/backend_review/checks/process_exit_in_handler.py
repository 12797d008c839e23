"""A request that ends the process which all other requests are answered by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._model import code_around
from backend_review.checks._recovery import is_caught
from backend_review.checks._served import asked, called_by, calls_within, full_name, node_match, served_code, step_at
from backend_review.finding import Audience, Confidence, Match, Severity
from backend_review.index.program import Module
from backend_review.index.syntax import walk
from backend_review.model.routes import Place
from backend_review.model.served import Served

_RULE = "process-exit-in-handler"
_EXITS = {
    "python": re.compile(r"^(?:sys\.exit|os\._exit|os\.abort|exit|quit)$"),
    "javascript": re.compile(
        r"^(?:(?:globalThis\.)?(?:node:)?process\.(?:exit|abort|reallyExit)|Deno\.exit|Bun\.exit)$"
    ),
    "go": re.compile(r"^(?:os\.Exit|syscall\.Exit|unix\.Exit|log\.Fatal(?:f|ln)?)$"),
}
# Go: the loggers that end the program with their line, by the import of the package or the name of the object.
_FATAL = re.compile(r"\.(?:Fatal|Fatalf|Fatalln|Fatalw|FatalContext|FatalDepth|Exitf?|Exitln)$")
_LOGS = re.compile(r"(?i)logrus|zap|zerolog|glog|klog|hclog|charmbracelet/log|\blog\w*|logger|sugar|\blg\b|slog")
_MAY_BE_THERE = {
    "python": re.compile(r"exit|quit|abort"),
    "javascript": re.compile(r"\bexit\b|abort|reallyExit"),
    "go": re.compile(r"Exit|Fatal|panic\("),
}
_OWN_EXIT = re.compile(
    r"\bexit\b[^;\n]*(?:require\(|from\s*)['\"](?:node:)?process['\"]|\bexit\b[^;\n]*\}\s*=\s*process\b"
)
# To end the process is what is asked for.
_ASKED_FOR = re.compile(
    r"(?i)restart|shut_?-?down|re_?-?boot|terminate|\bquit|\bexit|\bstop|kill|upgrade|self_?-?update|suicide|crash|\bpanic"
)
# What reads the command line ends the program for what was written there, whoever asks for it to be read.
_READS_ARGUMENTS = re.compile(
    r"\bos\.Stdin\b|\bsys\.stdin\b|\bprocess\.stdin\b|\bos\.Args\b|\bflag\.\w|FlagSet|pflag|sys\.argv|argparse|process\.argv"
)
# A logger's own: where it is called is what matters.
_IS_EXIT = re.compile(r"^(?:[Ff]atal|[Ee]xit|[Pp]anic)(?:f|ln|w|Context)?$")
_NEVER = re.compile(r"(?i)//.*\b(?:never|impossible|unreachable|can(?:no|')t (?:happen|fail|be)|not possible)\b")
_FEW_CALLS = 3
_MUST = re.compile(r"^[mM]ust(?:[A-Z_]|$)")
_INSTEAD = {
    "python": "Raise an exception that the framework answers with a 500.",
    "javascript": "Throw the error, or pass it to the error handler, which answers with a 500.",
    "go": "Return the error and answer with a 500.",
}
_FUNCTIONS = {"func_literal", "function_declaration", "method_declaration"}


def judge(backend: Backend) -> Iterator[Match]:
    """One match for each place in request code that ends the process."""
    told: set[tuple[str, int]] = set()
    for item in served_code(backend):
        module = item.function.module
        text = module.text(item.function.node)
        if not _MAY_BE_THERE[module.language].search(text):
            continue
        if _ASKED_FOR.search(f"{item.entry} {item.handler} {item.function.name}"):
            continue
        around = [code_around(backend, Place(step.path, step.line)) for step in item.way[1:]]
        if any(_READS_ARGUMENTS.search(code) for code in (text, *around)) or _IS_EXIT.match(item.function.name):
            continue
        if any(_ASKED_FOR.search(step.message) for step in item.way if step.message.startswith("calls ")):
            continue
        for node, match in _found(backend, item, module):
            if (module.path, node.start_byte) not in told:
                told.add((module.path, node.start_byte))
                yield match


def _found(backend: Backend, item: Served, module: Module) -> Iterator[tuple[Node, Match]]:
    for call in calls_within(module, item.function.node):
        name = full_name(module, call)
        if name == "panic" and module.language == "go":
            match = _panic(backend, item, module, call)
            if match is not None:
                yield call, match
        elif _exits(module, name) and not any(
            kept(module, call) for kept in (_is_caught_there, _is_put_off, _is_unsent)
        ):
            yield call, _match(item, module, call, re.sub(r"\s+", "", module.text(called_by(call))))
    if module.language == "python":
        for node in walk(item.function.node):
            ends = node.type == "raise_statement" and re.match(r"raise\s+SystemExit\b", module.text(node))
            if ends and not _is_caught_there(module, node):
                yield node, _match(item, module, node, "raise SystemExit")


def _exits(module: Module, name: str) -> bool:
    if _EXITS[module.language].match(name):
        return True
    if module.language == "javascript":
        return name == "exit" and _OWN_EXIT.search(module.file.text) is not None
    if module.language == "go" and _FATAL.search(name):
        owner = name.rpartition(".")[0]
        return _LOGS.search(owner) is not None and not re.match(r"(?:t|b|tb|T)$", owner)
    return False


def _match(item: Served, module: Module, node: Node, what: str) -> Match:
    where = f"`{item.function.name}`" if item.function.name else "this handler"
    return node_match(
        _RULE,
        module,
        node,
        f"`{what}` in {where} ends the whole process when {asked(item)} gets here, with every other request that it is "
        f"answering. {_INSTEAD[module.language]}",
        trace=(*item.way, step_at(module, node, "ends the process")),
        confidence=Confidence.HIGH if item.framework and item.depth <= _FEW_CALLS else Confidence.MEDIUM,
        audience=None if item.depth <= _FEW_CALLS else Audience.PEDANTIC,  # start-up is reached from far, too
    )


_TIMER = re.compile(r"^(?:(?:window|globalThis)\.)?set(?:Timeout|Interval)$")


def _is_put_off(module: Module, node: Node) -> bool:
    """JavaScript: whether it is done by a timer that later requests stop and begin anew: nobody came for a while."""
    current = node.parent
    while current is not None and module.language == "javascript":
        target = current.child_by_field_name("function") if current.type == "call_expression" else None
        if target is not None and _TIMER.match(module.text(target)) and current.parent is not None:
            kept = current.parent.child_by_field_name("left") or current.parent.child_by_field_name("name")
            stopped = rf"\bclear(?:Timeout|Interval)\(\s*{re.escape(module.text(kept))}\b"
            return kept is not None and re.search(stopped, module.file.text) is not None
        current = current.parent
    return False


# What an event of zerolog ends with: before, nothing is written and nothing ends.
_SENDS = re.compile(r"\.(?:Msgf?|MsgFunc|Send)$")


def _is_unsent(module: Module, node: Node) -> bool:
    """Go: whether ``logger.Fatal().Err(err)`` stands there without the ``Msg`` or ``Send`` that would do it."""
    if module.language != "go" or module.text(node.child_by_field_name("arguments")) != "()":
        return False
    name, current = "", node
    while current.parent is not None and current.parent.type in {"selector_expression", "call_expression"}:
        current = current.parent
        name = module.text(current.child_by_field_name("function")) if current.type == "call_expression" else name
    statement = current.parent
    return name != "" and not _SENDS.search(name) and statement is not None and statement.type == "expression_statement"


def _is_caught_there(module: Module, node: Node) -> bool:
    """Python: whether a ``try`` around it takes SystemExit, too."""
    current: Node | None = node.parent
    inner = node
    while current is not None and module.language == "python" and current.type != "function_definition":
        if current.type == "try_statement" and inner.type == "block":
            clauses = [child for child in current.named_children if child.type == "except_clause"]
            if any(
                re.match(r"except\s*(?::|.*\b(?:SystemExit|BaseException)\b)", module.text(item)) for item in clauses
            ):
                return True
        inner, current = current, current.parent
    return False


def _panic(backend: Backend, item: Served, module: Module, call: Node) -> Match | None:
    """Go: a panic for an error that nothing recovers from; one that says "this cannot be" is left alone."""
    arguments = module.text(call.child_by_field_name("arguments"))
    if "ErrAbortHandler" in arguments or _MUST.match(item.function.name) or not _for_error(module, call, arguments):
        return None
    if _cannot_be(module, call):
        return None
    inside, started = _closure(module, call, item.function.node)
    if inside:
        return None
    where = f"`{item.function.name}`" if item.function.name else "this handler"
    if started or (item.framework == "fiber" and not _recovers(backend, item)):
        why = (
            "in a goroutine of its own, where no middleware recovers"
            if started
            else "and nothing of this application recovers"
        )
        return node_match(
            _RULE,
            module,
            call,
            f"`panic` in {where} is reached by {asked(item)} {why}, so it ends the whole process. "
            f"{'Log the error and return' if started else _INSTEAD['go'].rstrip('.')}.",
            trace=(*item.way, step_at(module, call, "ends the process")),
        )
    if item.app is None or _recovers(backend, item):
        return None
    return node_match(
        _RULE,
        module,
        call,
        f"`panic` in {where} is reached by {asked(item)} and nothing of this application recovers, so the caller's connection "
        f"breaks without an answer. {_INSTEAD['go']}",
        trace=(*item.way, step_at(module, call, "panics")),
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM,
        audience=Audience.PEDANTIC,  # net/http recovers, and logs it: one request is lost, not the process
    )


def _for_error(module: Module, call: Node, arguments: str) -> bool:
    plain = re.sub(r'"[^"]*"', "", arguments)
    if re.search(r"\b(?:err|e|error)\b|\w+Err\b|\berr\w+", plain):
        return True
    current = call.parent
    while current is not None and current.type not in _FUNCTIONS:
        if current.type == "default_case":
            return False  # of a switch over all that there is
        if current.type == "if_statement":
            return (
                re.search(r"(?i)\w*err\w*\s*!=\s*nil", module.text(current.child_by_field_name("condition")))
                is not None
            )
        current = current.parent
    return False


def _cannot_be(module: Module, call: Node) -> bool:
    """Whether a comment says that it never comes to a panic, or what stands before it ends the program already."""
    row = int(call.start_point[0])
    above = "\n".join(module.file.line(number) for number in range(max(row - 1, 1), row + 1))
    before = call.parent.prev_named_sibling if call.parent is not None else None
    ended = before is not None and re.search(r"\.Fatal(?:f|ln|w)?\(", module.text(before)) is not None
    return ended or _NEVER.search(above) is not None


def _closure(module: Module, call: Node, function: Node) -> tuple[bool, bool]:
    """Whether a closure around a call recovers, and whether a goroutine is started with one that does not."""
    current: Node | None = call
    started = False
    while current is not None:
        if current.type in _FUNCTIONS and not started:
            if re.search(r"\brecover\(\)", module.text(current)):
                return True, False
            holder = current.parent.parent if current.parent is not None else None
            started = current.id != function.id and holder is not None and holder.type == "go_statement"
        if current.id == function.id:
            break
        current = current.parent
    return False, started


def _recovers(backend: Backend, item: Served) -> bool:
    if any("recover()" in code_around(backend, Place(step.path, step.line)) for step in item.way):
        return True
    if item.app is None:
        return False
    guards = next((found.guards for found in backend.routes if found.app is item.app), [])
    return is_caught(backend, item.app, guards)
