"""Hosts and proxies from the configuration in the place of "all"."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._calls import keyword
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed

_HOSTS = "The variable `ALLOWED_HOSTS` now has to name the hosts that the service answers for, separated by commas."
_PROXIES = "The variable `FORWARDED_ALLOW_IPS` now has to name the addresses of the proxies, separated by commas."
_EMPTY = "No host is let in until the hosts are configured where the program runs."


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    if module is None:
        return None
    change = module.change()
    environ = change.reference("os", "environ")
    if environ is None:
        return None
    hosts = module.expression(f'{environ}.get("ALLOWED_HOSTS", "").split(",")')
    proxies = module.expression(f'{environ}.get("FORWARDED_ALLOW_IPS", "127.0.0.1")')
    node = module.covering(site.finding, cst.Assign)
    call = module.covering(site.finding, cst.Call)
    if call is not None and (node is None or module.start(call) == site.finding.start):
        for name, value, behind in (
            ("allowed_hosts", hosts, _HOSTS),
            ("trusted_hosts", proxies, _PROXIES),
            ("forwarded_allow_ips", proxies, _PROXIES),
        ):
            item = keyword(call, name)
            if item is not None:
                change.replace(item.value, value)
                return Proposal(f"take `{name}` from the configuration", False, change.edits(), behind)
        if module.start(call) == site.finding.start and node is None:
            return None
    if node is None or site.finding.start.line != module.start(node).line:
        return None
    name = module.text(node.targets[0].target)
    return _assigned(module, change, node, name, hosts, proxies)


def _assigned(
    module: Parsed,
    change: Change,
    node: cst.Assign,
    name: str,
    hosts: cst.BaseExpression,
    proxies: cst.BaseExpression,
) -> Proposal | None:
    if isinstance(node.value, cst.Call):
        return _default(module, node, name)
    if not isinstance(node.value, (cst.List, cst.Tuple, cst.SimpleString)):
        return None
    if name == "forwarded_allow_ips":
        change.replace(node.value, proxies)
        return Proposal(f"take `{name}` from the configuration", False, change.edits(), _PROXIES)
    change.replace(node.value, hosts)
    return Proposal(f"take `{name}` from the configuration", False, change.edits(), _HOSTS)


def _default(module: Parsed, node: cst.Assign, name: str) -> Proposal | None:
    """``env.list("ALLOWED_HOSTS", default=["*"])``: without a configuration, no host is let in."""
    stars = [item for item in module.inside(node.value, cst.SimpleString) if item.evaluated_value == "*"]
    if len(stars) != 1:
        return None
    change = module.change()
    around = module.parent(module.parent(stars[0]) or node)
    if isinstance(around, cst.List) and len(around.elements) == 1:
        change.replace(around, module.expression("[]"))
    elif isinstance(module.parent(stars[0]), cst.Arg):
        change.replace(stars[0], module.expression('""'))
    else:
        return None
    return Proposal(f"let no host in by default in `{name}`", False, change.edits(), _EMPTY)
