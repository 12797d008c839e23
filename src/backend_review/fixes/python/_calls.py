"""Arguments of calls: found by name or place, and given where a call has none, in the call's own layout."""

from __future__ import annotations

import libcst as cst


def keyword(call: cst.Call, name: str) -> cst.Arg | None:
    """The argument given by this name."""
    return next((item for item in call.args if item.keyword is not None and item.keyword.value == name), None)


def argument(call: cst.Call, place: int, name: str) -> cst.Arg | None:
    """The argument given by this name, or at this place (from 0) of those without one."""
    found = keyword(call, name)
    if found is None and place < len(call.args):
        item = call.args[place]
        found = item if all(not before.star and before.keyword is None for before in call.args[: place + 1]) else None
    return found


def spread(call: cst.Call) -> bool:
    """Whether a call is given arguments that are not written in it (``*a``, ``**k``)."""
    return any(item.star for item in call.args)


def given(call: cst.Call, name: str, value: cst.BaseExpression) -> cst.Call:
    """The call with this argument: its value exchanged where it is given by name, else added as the last."""
    old = keyword(call, name)
    if old is not None:
        return call.with_changes(
            args=[item.with_changes(value=value) if item is old else item for item in call.args],
        )
    equal = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
    new = cst.Arg(value, keyword=cst.Name(name), equal=equal)
    if not call.args:
        return call.with_changes(args=[new])
    *others, last = call.args
    if isinstance(last.value, cst.GeneratorExp) and not last.value.lpar:
        round_it = last.value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        last = last.with_changes(value=round_it)
    between = _between(call)
    if isinstance(last.comma, cst.Comma):
        after, whitespace = last.comma.whitespace_after, last.whitespace_after_arg
        new = new.with_changes(comma=last.comma.with_changes(whitespace_after=_bare(after)))
        last = last.with_changes(
            comma=last.comma.with_changes(whitespace_after=_joined(after, between)), whitespace_after_arg=whitespace
        )
    else:
        after = last.whitespace_after_arg
        new = new.with_changes(whitespace_after_arg=_bare(after))
        last = last.with_changes(
            comma=cst.Comma(whitespace_after=_joined(after, between)), whitespace_after_arg=cst.SimpleWhitespace("")
        )
    return call.with_changes(args=[*others, last, new])


def without(call: cst.Call, gone: cst.Arg) -> cst.Call:
    """The call less an argument; the one before it ends the call as that one did."""
    args = [item for item in call.args if item is not gone]
    if args and gone is call.args[-1]:
        args[-1] = args[-1].with_changes(comma=gone.comma, whitespace_after_arg=gone.whitespace_after_arg)
    return call.with_changes(args=args)


def _between(call: cst.Call) -> cst.BaseParenthesizableWhitespace:
    """What stands between two arguments: a line's end where each has a line of its own."""
    for item in call.args[:-1]:
        if isinstance(item.comma, cst.Comma):
            return _bare(item.comma.whitespace_after)
    if isinstance(call.whitespace_before_args, cst.ParenthesizedWhitespace) and isinstance(
        call.args[-1].comma, cst.Comma
    ):
        return _bare(call.whitespace_before_args)
    return cst.SimpleWhitespace(" ")


def _bare(space: cst.BaseParenthesizableWhitespace) -> cst.BaseParenthesizableWhitespace:
    """The same less its comments and blank lines."""
    if not isinstance(space, cst.ParenthesizedWhitespace):
        return space
    line = cst.TrailingWhitespace(newline=space.first_line.newline)
    return space.with_changes(first_line=line, empty_lines=[])


def _joined(
    after: cst.BaseParenthesizableWhitespace, between: cst.BaseParenthesizableWhitespace
) -> cst.BaseParenthesizableWhitespace:
    """What comes after the former last argument: the comment that it had, and then the next one's place."""
    if not isinstance(after, cst.ParenthesizedWhitespace):
        return between
    if isinstance(between, cst.ParenthesizedWhitespace):
        return after.with_changes(indent=between.indent, last_line=between.last_line)
    if after.first_line.comment is None and not after.empty_lines:
        return between
    return after
