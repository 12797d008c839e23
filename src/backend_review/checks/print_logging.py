"""Lines that request code prints where it should log them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._served import asked, called_by, calls_within, full_name, node_match, served_code, step_at
from backend_review.finding import Match
from backend_review.index.program import Module
from backend_review.model.served import Served

_RULE = "print-logging"
_PRINTS = {
    "python": re.compile(r"^(?:print|pprint|pprint\.p?print|pp|sys\.(?:stdout|stderr|__stdout__|__stderr__)\.write|rich\.print)$"),
    "javascript": re.compile(r"^(?:globalThis\.|global\.)?console\.(?:log|info|debug|warn|error|trace|dir|table)$|^process\.std(?:out|err)\.write$"),
    "go": re.compile(r"^(?:fmt\.Print(?:f|ln)?|println|print|spew\.Dump|os\.Std(?:out|err)\.Write(?:String)?)$"),
}  # fmt: skip
_GO_TO = re.compile(r"^fmt\.Fprint(?:f|ln)?$")
_MAY_BE_THERE = {
    "python": re.compile(r"print|\bstd(?:out|err)\b|\bpp\("),
    "javascript": re.compile(r"\bconsole\b|\bprocess\.std"),
    "go": re.compile(r"fmt\.F?[pP]rint|\bprint(?:ln)?\(|spew\.|os\.Std"),
}
# A function or file whose subject is logging writes its lines somewhere.
_LOGS = re.compile(
    r"(?i)(?:^|[_.\-])(?:log|logs|logger|logging|debug|trace|print|dump|console|reporter)(?:[_.\-]|$)|log(?:ger|ging)$|^log[A-Z]|Logger"
)
_FOR_DEVELOPERS = re.compile(r"(?i)debug|verbose|\bdev\b|is_?dev|development|NODE_ENV|\btrace\b")
_CONDITIONS = {"if_statement", "elif_clause", "if_expression", "ternary_expression", "conditional_expression"}
_INSTEAD = {
    "python": "Write `logger.info(…)` with the `logging` module or structlog.",
    "javascript": "Write it with the logger of the request (`req.log.info(…)`, pino, winston, Nest's `Logger`).",
    "go": "Write `slog.InfoContext(ctx, …)`.",
}


def judge(backend: Backend) -> Iterator[Match]:
    """One match for each call in request code that prints."""
    told: set[tuple[str, int]] = set()
    for item in served_code(backend):
        module = item.function.module
        if not _MAY_BE_THERE[module.language].search(module.text(item.function.node)) or _is_logging(item):
            continue
        for call in calls_within(module, item.function.node):
            if (
                (module.path, call.start_byte) in told
                or not _prints(module, call)
                or _for_developers(module, call, item)
            ):
                continue
            told.add((module.path, call.start_byte))
            yield _match(item, module, call)


def _is_logging(item: Served) -> bool:
    function = item.function
    stem = function.module.path.rpartition("/")[2].rpartition(".")[0]
    owner = function.owner.name if function.owner is not None else function.receiver[1].lstrip("*")
    return any(_LOGS.search(name) for name in (function.name, owner, stem) if name)


def _prints(module: Module, call: Node) -> bool:
    name = full_name(module, call)
    arguments = module.text(call.child_by_field_name("arguments"))
    if module.language == "go" and _GO_TO.match(name):
        return re.match(r"\(\s*os\.Std(?:out|err)\b", arguments) is not None
    if not _PRINTS[module.language].match(name):
        return False
    target = re.search(r"\bfile\s*=\s*([\w.]+)", arguments) if module.language == "python" else None
    return target is None or target.group(1) in {"sys.stdout", "sys.stderr", "stdout", "stderr"}


def _for_developers(module: Module, call: Node, item: Served) -> bool:
    current = call.parent
    while current is not None and current.id != item.function.node.id:
        if current.type in _CONDITIONS:
            condition = current.child_by_field_name("condition") or current
            if condition is not current and _FOR_DEVELOPERS.search(module.text(condition)):
                return True
        current = current.parent
    return False


def _match(item: Served, module: Module, call: Node) -> Match:
    written = re.sub(r"\s+", "", module.text(called_by(call)))
    where = f"`{item.function.name}`" if item.function.name else "this handler"
    return node_match(
        _RULE,
        module,
        call,
        f"`{written}` in {where} prints for {asked(item)} a line without level, time or request id, which nobody can filter or switch "
        f"off. {_INSTEAD[module.language]}",
        trace=(*item.way, step_at(module, call, "prints")),
    )
