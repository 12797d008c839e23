"""A timeout for calls over the network that have none, or that switch theirs off."""

from __future__ import annotations

import re

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._calls import argument, given, spread
from backend_review.fixes.python._codemod import Parsed, parsed

_SECONDS = "10"
_BEHIND = (
    "A call that takes longer now raises the library's timeout error: choose the limit that your own callers can wait, "
    "and see that the error is handled."
)
# Where the standard library takes a timeout by place.
_PLACES = {
    "urllib.request.urlopen": 2, "urllib2.urlopen": 2, "smtplib.SMTP": 3, "smtplib.SMTP_SSL": 3, "ftplib.FTP": 4,
    "ftplib.FTP_TLS": 4, "telnetlib.Telnet": 2, "imaplib.IMAP4": 2, "imaplib.IMAP4_SSL": 2, "poplib.POP3_SSL": 2,
    "http.client.HTTPConnection": 2, "http.client.HTTPSConnection": 2, "socket.create_connection": 1,
}  # fmt: skip
_CONSTANT = re.compile(r"_?([A-Z0-9]+_)*TIMEOUT(_S|_SEC|_SECS|_SECONDS)?")


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    call = module.covering(site.finding, cst.Call) if module else None
    if module is None or call is None or module.start(call) != site.finding.start:
        return None
    called = module.qualified(call.func)
    place = _PLACES.get(called)
    if place is not None and (spread(call) or argument(call, place, "timeout") is not None):
        return None
    if any(item.star == "**" for item in call.args):
        return None
    change = module.change()
    name, value = "timeout", _limit(module, call)
    if called == "aiohttp.ClientTimeout":
        name = "total"
        if call.args and call.args[0].keyword is None:
            call, old = call.with_changes(args=[]), call
        else:
            old = call
        new = given(call, name, module.expression(value))
    elif "aiohttp" in site.finding.message:
        limits = change.reference("aiohttp", "ClientTimeout")
        if limits is None:
            return None
        old, new = call, given(call, name, module.expression(f"{limits}(total={value})"))
    elif called == "httpx.Timeout" and call.args and call.args[0].keyword is None:
        first = call.args[0].with_changes(value=module.expression(value))
        old, new = call, call.with_changes(args=[first, *call.args[1:]])
    else:
        old, new = call, given(call, name, module.expression(value))
    change.replace(old, new)
    what = "a timeout of 10 seconds" if value == _SECONDS else f"the timeout `{value}`"
    return Proposal(f"give `{module.text(call.func)}` {what}", False, change.edits(), _BEHIND)


def _limit(module: Parsed, call: cst.Call) -> str:
    """The module's constant for timeouts where it has one that it uses, else a number of seconds."""
    for other in module.of_kind(cst.Call):
        limit = next((item.value for item in other.args if item.keyword and item.keyword.value == "timeout"), None)
        if not isinstance(limit, cst.Name) or not _CONSTANT.fullmatch(limit.value):
            continue
        bound = [use for use in module.names.uses[limit.value] if use.binds]
        found = module.reaching(limit)
        if found is None or len(bound) != 1 or bound[0].scope is not module.tree:
            continue
        known = module.function(call) is not module.tree or module.end(found) < module.start(call)
        if known and isinstance(found.value, (cst.Integer, cst.Float)):
            return limit.value
    return _SECONDS
