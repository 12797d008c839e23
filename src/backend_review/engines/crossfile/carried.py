"""What middleware keeps on the request for the handlers after it: ``req.tenant = req.get("x-tenant")``.

Express, Koa and Hono hand one object on from function to function. What one of them puts there, under a name that no
framework gives it, the others have under that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tree_sitter import Node

from backend_review.index.program import Function, Module
from backend_review.index.project import Project
from backend_review.model.taint import INPUT, Carried, Summary, Taint
from backend_review.project.programs import Programs

_HOLDERS = r"(?:req|request|ctx|res|response|reply)"
_MEMBER = re.compile(rf"\b{_HOLDERS}\.((?:(?:state|locals|session)\.)?[A-Za-z_]\w*)\b(?!\s*\()")
_KEPT = re.compile(rf"\b{_HOLDERS}\.((?:(?:state|locals|session)\.)?[A-Za-z_]\w*)\s*=(?!=)")
# What frameworks keep there, and what says who somebody is: that was checked before it was put there.
_OTHERS = re.compile(
    r"^(?:body|query|params|headers?|cookies|signedCookies|files?|url|originalUrl|path|method|ip|ips|hostname|protocol|status|"
    r"statusCode|state|locals|session|type|length|app|route|raw|log|logger|id|rawBody|baseUrl|secure|xhr|socket|connection)$"
    r"|(?i:user|auth|account|admin|claims|payload|jwt|decoded|principal|identity|token|passport)"
)
_FIRST = re.compile(r"(?:(?:state|locals|session)\.)?\w+")
MOST_KEEPERS = 40


def asked_for(functions: Iterable[Function]) -> set[str]:
    """The members of the request that functions read and no framework gives it."""
    read: set[str] = set()
    for function in functions:
        if function.module.language == "javascript":
            read.update(_MEMBER.findall(function.module.text(function.node)))
    return {name for name in read if not _OTHERS.search(name)}


def keepers(project: Project, names: set[str]) -> Iterator[tuple[Module, Node]]:
    """Where a member of the request is given a value, of those that are asked for."""
    found = 0
    for module in project.modules("javascript") if names else ():
        if module.file.role == "test":
            continue
        for kept in _KEPT.finditer(module.file.text):
            if kept.group(1) in names and found < MOST_KEEPERS:
                at = len(module.file.text[: kept.start()].encode())
                node = module.tree.root_node.descendant_for_byte_range(at, at + 1)
                if node is not None:
                    found += 1
                    yield module, node


def carried(project: Project, summaries: Iterable[tuple[Function, Summary]]) -> Carried | None:
    """What functions put on the request that is input; None when that is nothing."""
    kept: dict[str, list[tuple[str, Taint]]] = {}
    for function, summary in summaries:
        if function.module.language != "javascript":
            continue
        for name, value in summary.fills.items():
            if re.fullmatch(_HOLDERS, name):
                for core, steps in value.items():
                    if core.kind == INPUT and not core.stopped and _is_own(core.at):
                        kept.setdefault(core.at, []).append((function.module.path, {core: steps}))
    return Carried(kept, Programs(project.files.values()).may_share) if kept else None


def _is_own(at: str) -> bool:
    """Whether a member of the request is one that the program itself puts there."""
    member = _FIRST.match(at)
    return member is not None and not _OTHERS.search(at) and not _OTHERS.search(member.group())
