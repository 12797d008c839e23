"""Commands for a shell as lists of words: only where the shell would do nothing but split them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import libcst as cst

from backend_review.fixes.python._codemod import Parsed
from backend_review.fixes.python._sql_text import Hole, Text, pieces_of
from backend_review.fixes.python._texts import STR, kind_of, prepared

# What a shell acts on where it is not in quotes, and where it is in double ones.
_SYNTAX = frozenset("|&;<>()$`\\*?[]#~{}!\n")
_SYNTAX_IN_QUOTES = frozenset("$`\\\n")
# Words that a shell knows itself: there is no program of the name, or it would do something else.
_BUILTINS = frozenset(
    {"cd", "export", "source", ".", "eval", "exec", "alias", "set", "unset", "ulimit", "umask", "read", "wait", "trap"}
    | {"if", "for", "while", "case", "until", "type", "command", "builtin", "shift", "exit", "return", "start"}
)

# Programs that hand their words to another shell, and options whose value is code: a list does not make them safe.
_RUN_TEXT = frozenset(
    {"ssh", "rsh", "su", "sh", "bash", "zsh", "dash", "ksh", "csh", "xargs", "watch", "parallel", "env"}
)
_CODE_OPTIONS = frozenset({"-c", "-e", "--command", "--eval", "--exec", "-exec"})


@dataclass
class _Word:
    """Text and values that become one argument."""

    parts: list[str | Hole] = field(default_factory=list)


@dataclass(frozen=True)
class Words:
    """The words as Python writes them, and the values among them."""

    texts: list[str]
    holes: list[Hole]


def words_of(module: Parsed, node: cst.BaseExpression) -> Words | None:
    """The words of a command that is put together from text and values; None where a shell is needed for it."""
    pieces = pieces_of(module, node)
    if pieces is None:
        return None
    split = _split(pieces)
    if not split or any(isinstance(part, Hole) for part in split[0].parts):
        return None
    program = "".join(part for part in split[0].parts if isinstance(part, str))
    if "=" in program or program in _BUILTINS or program.rpartition("/")[2] in _RUN_TEXT:
        return None
    if any("".join(map(str, word.parts)) in _CODE_OPTIONS for word in split):
        return None
    quote = next((piece.literal.quote[0] for piece in pieces if isinstance(piece, Text)), '"')
    texts = [_written(module, word, quote) for word in split]
    holes = [part for word in split for part in word.parts if isinstance(part, Hole)]
    if any(prepared(module, _unquoted(module, hole.value)) for hole in holes):
        return None
    return Words([text for text in texts if text is not None], holes) if None not in texts and holes else None


def _split(pieces: list[Text | Hole]) -> list[_Word] | None:
    words: list[_Word] = []
    word: _Word | None = None
    quoted = ""
    for piece in pieces:
        if isinstance(piece, Hole):
            word = word or _Word()
            word.parts.append(piece)
            continue
        for char in piece.raw:
            if char in (_SYNTAX_IN_QUOTES if quoted else _SYNTAX):
                return None
            if char == quoted:
                quoted = ""
            elif not quoted and char in "'\"":
                quoted, word = char, word or _Word()
            elif not quoted and char.isspace():
                words += [word] if word else []
                word = None
            else:
                word = word or _Word()
                word.parts.append(char)
    return None if quoted else [*words, *([word] if word else [])]


def _written(module: Parsed, word: _Word, quote: str) -> str | None:
    holes = [part for part in word.parts if isinstance(part, Hole)]
    if any(hole.shown for hole in holes):
        return None
    if not holes:
        return _quoted("".join(part for part in word.parts if isinstance(part, str)), quote, "")
    if len(word.parts) == 1:
        value = _unquoted(module, holes[0].value)
        text = module.text(value)
        # A text is put into texts as it is; anything else as str() writes it.
        certain = holes[0].literal is None or kind_of(module, value) == STR
        return text if certain else f"str({text})"
    text = ""
    for part in word.parts:
        if isinstance(part, str):
            text += part.replace("{", "{{").replace("}", "}}")
        else:
            text += f"{{{module.text(_unquoted(module, part.value))}}}"
    return _quoted(text, quote, "f")


def _unquoted(module: Parsed, value: cst.BaseExpression) -> cst.BaseExpression:
    """What ``shlex.quote`` is called on: no shell takes its quotes off any more."""
    if isinstance(value, cst.Call) and module.qualified(value.func) == "shlex.quote" and len(value.args) == 1:
        return value.args[0].value
    return value


def _quoted(text: str, quote: str, prefix: str) -> str | None:
    if re.search(r"[\\\n]", text):
        return None
    other = "'" if quote == '"' else '"'
    fitting = next((mark for mark in (quote, other) if mark not in text), None)
    return f"{prefix}{fitting}{text}{fitting}" if fitting else None
