"""command-injection: programs are given their arguments as a list, without a shell between."""

from __future__ import annotations

import re

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python import _calls
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed
from backend_review.fixes.python._shell_words import Words, words_of

_RUNNERS = frozenset({"run", "call", "check_call", "check_output", "Popen"})
_SHELLS = frozenset({"sh", "bash", "/bin/sh", "/bin/bash", "/usr/bin/bash", "zsh", "dash"})
_SEVERAL = re.compile(r"(?i)arg|opt|flag|param|cmd|command|extra")


def fix(site: Site) -> Proposal | None:
    """Split the command into a list where it is a program and its arguments; none with pipes, globs or variables."""
    module = parsed(site.file)
    if module is None:
        return None
    for call in module.calls(site.finding):
        change = module.change()
        words = _call(module, change, call)
        if words is None:
            continue
        names = list(dict.fromkeys(" ".join(module.text(hole.value).split()) for hole in words.holes))
        safe = bool(site.finding.trace) and not any(_SEVERAL.search(name) for name in names)
        given = " and ".join(f"`{name}`" for name in names)
        kind = "arguments" if len(names) > 1 else "an argument"
        return Proposal(
            f"run `{words.texts[0][1:-1]}` without a shell, {given} as {kind}",
            safe,
            change.edits(),
            "" if safe else f"whether {given} ever stands for several words",
        )
    return None


def _call(module: Parsed, change: Change, call: cst.Call) -> Words | None:
    called = module.qualified(call.func)
    library, _, name = called.rpartition(".")
    if _calls.spread(call):
        return None
    if library == "subprocess" and name in _RUNNERS:
        return _subprocess(module, change, call)
    if called == "asyncio.create_subprocess_shell":
        return _asyncio(module, change, call)
    if called == "asyncio.create_subprocess_exec":
        return _exec_of_shell(module, change, call)
    if called in ("os.system", "os.popen") and len(call.args) == 1:
        return _os(module, change, call, name)
    return None


def _subprocess(module: Parsed, change: Change, call: cst.Call) -> Words | None:
    command = _calls.argument(call, 0, "args")
    shell = _calls.keyword(call, "shell")
    if command is None or _calls.keyword(call, "executable"):
        return None
    if shell is None:
        text = _after_c(module, command.value)
        words = words_of(module, text) if text is not None else None
        if words is not None:
            change.replace(command.value, module.expression(f"[{', '.join(words.texts)}]"))
        return words
    if _value(module, shell.value) != "True":
        return None
    source = _source(module, command.value, call)
    words = words_of(module, source) if source is not None else None
    if source is None or words is None:
        return None
    new = module.expression(f"[{', '.join(words.texts)}]")
    arguments = call.args
    if source is command.value:
        arguments = [item.with_changes(value=new) if item is command else item for item in arguments]
        call_now = call.with_changes(args=arguments)
    else:
        change.replace(source, new)
        call_now = call
    change.replace(call, _calls.without(call_now, shell))
    return words


def _value(module: Parsed, node: cst.BaseExpression) -> str:
    found = module.reaching(node) if isinstance(node, cst.Name) and node.value not in ("True", "False") else None
    return module.text(found.value) if isinstance(found, cst.Assign) else module.text(node)


def _source(module: Parsed, command: cst.BaseExpression, call: cst.Call) -> cst.BaseExpression | None:
    """The expression that makes the command: the argument, or what its variable was given and nothing else reads."""
    if not isinstance(command, cst.Name):
        return command
    found = module.reaching(command)
    if not isinstance(found, cst.Assign) or module.function(found) is not module.function(command):
        return None
    return found.value if module.reads_of(found, command.value) == [command] else None


def _after_c(module: Parsed, command: cst.BaseExpression) -> cst.BaseExpression | None:
    """The text of ``["sh", "-c", text]``."""
    if not isinstance(command, (cst.List, cst.Tuple)) or len(command.elements) != 3:
        return None
    shell, option, text = (element.value for element in command.elements)
    return text if module.constant(shell) in _SHELLS and module.constant(option) == "-c" else None


def _exec_of_shell(module: Parsed, change: Change, call: cst.Call) -> Words | None:
    given = [argument for argument in call.args if argument.keyword is None]
    if len(given) != 3 or module.constant(given[0].value) not in _SHELLS or module.constant(given[1].value) != "-c":
        return None
    words = words_of(module, given[2].value)
    if words is not None:
        change.replace(call, call.with_changes(args=_spread(module, words, call, given)))
    return words


def _asyncio(module: Parsed, change: Change, call: cst.Call) -> Words | None:
    command = _calls.argument(call, 0, "cmd")
    if command is None or command.keyword is not None:
        return None
    words = words_of(module, command.value)
    if words is None:
        return None
    if isinstance(call.func, cst.Attribute):
        function: cst.BaseExpression = call.func.with_changes(attr=cst.Name("create_subprocess_exec"))
    else:
        reference = change.reference("asyncio", "create_subprocess_exec")
        if reference is None:
            return None
        function = module.expression(reference)
    change.replace(call, call.with_changes(func=function, args=_spread(module, words, call, [command])))
    return words


def _spread(module: Parsed, words: Words, call: cst.Call, old: list[cst.Arg]) -> list[cst.Arg]:
    """The call's arguments with the words in the place of the first of them."""
    comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    new = [cst.Arg(module.expression(text), comma=comma) for text in words.texts]
    new[-1] = new[-1].with_changes(comma=old[-1].comma, whitespace_after_arg=old[-1].whitespace_after_arg)
    return [*new, *call.args[len(old) :]]


def _os(module: Parsed, change: Change, call: cst.Call, name: str) -> Words | None:
    """``os.system`` whose result is not used or only tells success, and ``os.popen`` that is read at once."""
    words = words_of(module, call.args[0].value)
    if words is None:
        return None
    command = f"[{', '.join(words.texts)}]"
    parent = module.parent(call)
    run = change.reference("subprocess", "run")
    if name == "popen":
        read = module.parent(parent) if isinstance(parent, cst.Attribute) and parent.attr.value == "read" else None
        pipe = change.reference("subprocess", "PIPE")
        if not isinstance(read, cst.Call) or read.args or run is None or pipe is None:
            return None
        change.replace(read, module.expression(f"{run}({command}, stdout={pipe}, text=True, check=False).stdout"))
        return words
    if not isinstance(parent, cst.Expr) or run is None:
        return None
    change.replace(call, module.expression(f"{run}({command}, check=False)"))
    return words
