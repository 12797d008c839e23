"""Calls that block, from coroutines: a sleep that lets others run, and work of libraries in a thread."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._codemod import Parsed, parsed

_SLEEP = "Other coroutines run during the sleep: see that nothing here counts on being alone."
_THREAD = (
    "Other coroutines run meanwhile, and what is given to the call is used in another thread: see that both are fine."
)
# What blocks by itself, keeps no state for each thread, and may be called from any.
_LIBRARIES = ("requests", "bcrypt", "subprocess", "shutil", "urllib")
# Clients that several threads may share.
_SHARED = ("passlib.context.CryptContext", "boto3.client", "redis.Redis", "redis.StrictRedis", "redis.from_url")
_DJANGO = {
    "get", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "count", "in_bulk", "first",
    "last", "latest", "earliest", "aggregate", "exists", "contains", "update", "delete",
}  # fmt: skip
_AWAITED = "Needs Django 4.1 or later. " + _SLEEP.replace("during the sleep", "during the query")
_KEEPING = (cst.Lambda, cst.GeneratorExp)


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    if module is None:
        return None
    for call in module.of_kind(cst.Call):
        if module.start(call).line != site.finding.start.line:
            continue
        called = module.qualified(call.func)
        if not _in_coroutine(module, call) or isinstance(module.parent(call), cst.Await):
            continue
        if called == "time.sleep":
            return _slept(module, call)
        if called.split(".")[0] in _LIBRARIES or _of_shared(module, call):
            return _in_thread(module, call, called)
        if _of_django(module, call):
            return _awaited(module, call)
    return None


def _of_shared(module: Parsed, call: cst.Call) -> bool:
    """Whether a call is a method's of a client that threads may share."""
    if not isinstance(call.func, cst.Attribute) or not isinstance(call.func.value, cst.Name):
        return False
    found = module.reaching(call.func.value)
    value = found.value if found is not None else None
    return isinstance(value, cst.Call) and module.qualified(value.func) in _SHARED


def _of_django(module: Parsed, call: cst.Call) -> bool:
    """Whether a call asks a manager of Django's that has an asynchronous twin of the method."""
    func = call.func
    return isinstance(func, cst.Attribute) and func.attr.value in _DJANGO and ".objects." in module.text(func)


def _awaited(module: Parsed, call: cst.Call) -> Proposal | None:
    if not isinstance(call.func, cst.Attribute):
        return None
    change = module.change()
    name = f"a{call.func.attr.value}"
    asked = call.with_changes(func=call.func.with_changes(attr=cst.Name(name)), lpar=[], rpar=[])
    change.replace(call, _waited(module, call, asked))
    return Proposal(f"await `{name}`", False, change.edits(), _AWAITED)


def _waited(module: Parsed, call: cst.Call, new: cst.Call) -> cst.Await:
    """``await`` of the new call, in parentheses where more is done with what it gives."""
    alone = isinstance(module.parent(call), (cst.Expr, cst.Assign, cst.AnnAssign, cst.Return, cst.Arg))
    return cst.Await(new) if alone else cst.Await(new, lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def _in_coroutine(module: Parsed, call: cst.Call) -> bool:
    function = module.function(call)
    if not isinstance(function, cst.FunctionDef) or function.asynchronous is None:
        return False
    for above in module.ancestors(call):
        if above is function.body:
            return True
        if isinstance(above, _KEEPING):
            return False
    return False


def _slept(module: Parsed, call: cst.Call) -> Proposal | None:
    change = module.change()
    sleep = change.reference("asyncio", "sleep")
    if sleep is None or not isinstance(module.parent(call), cst.Expr):
        return None
    change.replace(call, cst.Await(call.with_changes(func=module.expression(sleep))))
    return Proposal("sleep with `await asyncio.sleep`", False, change.edits(), _SLEEP)


def _in_thread(module: Parsed, call: cst.Call, called: str) -> Proposal | None:
    change = module.change()
    thread = change.reference("asyncio", "to_thread")
    if thread is None or called in {"requests.Session", "requests.session", "subprocess.Popen"}:
        return None
    comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" ")) if call.args else cst.MaybeSentinel.DEFAULT
    if call.args and isinstance(call.whitespace_before_args, cst.ParenthesizedWhitespace):
        comma = cst.Comma(whitespace_after=call.whitespace_before_args)
    given = call.with_changes(
        func=module.expression(thread), args=[cst.Arg(call.func, comma=comma), *call.args], lpar=[], rpar=[]
    )
    change.replace(call, _waited(module, call, given))
    return Proposal(f"call `{module.text(call.func)}` in a thread", False, change.edits(), _THREAD)
