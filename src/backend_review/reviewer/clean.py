"""Making a model's words harmless wherever they are shown: terminal, Markdown, HTML, SARIF, the log of a CI job.

The result is plain text. What a renderer would make something of (a mention, a reference, a tag, markup of a link) is
put into a code span, where all of them show it as it is; addresses of the web are taken out, for a picture or a link
is how a text carries away what its author has read.
"""

from __future__ import annotations

import html
import re
import unicodedata

from backend_review.reviewer.redact import redact

_MORE = "…"
_REMOVED = "(link removed)"

# Sequences for terminals: CSI, OSC and the like with their closing, two-character ones.
_TERMINAL = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]|"
    r"(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]{0,2000}(?:\x07|\x1b\\|\x9c)?|"
    r"\x1b[ -/]{0,4}[0-~]?"
)
_NOT_SHOWN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5\u2800]")
_STACKED = 3  # marks over one letter: more are there to cover the lines around

_WEB = re.compile(
    r"(?i)(?:\b(?:https?|ftps?|wss?|file|ssh|git)://(?=[^\s`])|\b(?:mailto|tel|sms):(?=[^\s`])|\bdata:(?=\w+/)|"
    r"(?<![:\w])//(?=[\w-]+\.)|\bwww\.(?=[\w-]))[^\s`]*?(?=[)\]}>.,;:!?'\"*_|]*(?:[\s`]|$))"
)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,200})\]\(\s*<?(?:[a-z]+:|//|www\.)[^)\n]*\)", re.IGNORECASE)
_MARKUP_LINE = re.compile(r"[\s\-=*_~|:+.>#\\`]+")
_LINE_START = re.compile(r"(?:[\s>]|#{1,6}(?=\s|$)|(?:[-+*]|\d{1,9}[.)])(?=\s|$))+")
_ITEM = re.compile(r"[-+*](?=\s)|\d{1,9}[.)](?=\s)")
_FENCE_WORD = re.compile(r"^`{3,}[\w+.-]*$")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")

# What is made into something else, within one word: mentions, references of the forges, tags, addresses, quick actions,
# commits, formulas, links without their target.
_LIVE = re.compile(
    r"@\S|#\w|##|[!~^%&$][\w\"{(]|&#?\w{1,40};|\$`|\$\$|<[A-Za-z/!?]|\]\(|\]\[|\]:|\[\[|\w://|(?i:\bGH-\d)|"
    r"\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,64}\b|(?i:(?:javascript|vbscript):|data:\w+/)|\{[+-]|\[[+-]"
)
_CORE = re.compile(r"^([(\"'*_]*)(.*?)([)\"'*_,;:.!?]*)$", re.DOTALL)
_WORDS = re.compile(r"(\s+)")


def clean(text: str, longest: int, *, one_line: bool = False) -> str:
    """A model's text as plain words, at most ``longest`` characters, with code spans as its only markup."""
    text = _shown(text[: longest * 8 + 2_000])
    text = redact(text).text
    lines = [_line(line) for line in text.split("\n")]
    if one_line:
        joined = " ".join(line for line in lines if line)
    else:
        joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    return _shortened(joined, longest)


def _shown(text: str) -> str:
    """The text without what is not seen, character references read out, line ends all alike."""
    for _ in range(4):
        text = _TERMINAL.sub("", text)
        again = html.unescape(text)
        if again == text:
            break
        text = again
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept, marks = [], 0
    for char in _SELECTORS.sub("", text):
        category = unicodedata.category(char)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if char == "\n":
            kept.append(char)
        elif category == "Zs":
            kept.append(" ")
        elif category not in _NOT_SHOWN and marks <= _STACKED:
            kept.append(char)
    return "".join(kept)


def _line(line: str) -> str:
    """One line of it: no block of Markdown begins or ends here, and outside of code spans all is inert."""
    line = line.strip()
    if not line or _MARKUP_LINE.fullmatch(line) or _FENCE_WORD.match(line):
        return ""
    line = _LINK.sub(lambda link: link.group(1) or _REMOVED, line)
    line = _WEB.sub(_REMOVED, line)
    line = re.sub(r"(?:\\*`)+", "`", line)
    line = re.sub(r"~{2,}", "", line)
    if line.count("`") % 2:
        at = line.rindex("`")
        line = line[:at] + " " + line[at + 1 :]
    made = ""
    for place, piece in enumerate(line.split("`")):
        if piece:
            made = _beside(made, f"`{piece}`" if place % 2 else _inert(piece))
    return _everywhere(_beginning(made.strip().rstrip("\\ ")))


def _beside(left: str, right: str) -> str:
    """Two pieces as one: code spans that touch would be one, and with a ``$`` beside it one is a formula."""
    joint = left[-1:] + right[:1]
    return f"{left} {right}" if joint in {"``", "$`", "`$"} else left + right


def _inert(text: str) -> str:
    """What stands outside of code spans, with each word that a renderer would act on in a span of its own."""
    words = [_inert_word(word) for word in _WORDS.split(_ESCAPE.sub("", text).replace("\\`", "`"))]
    return "".join(words) or " "


def _inert_word(word: str) -> str:
    if not _LIVE.search(word):
        return word
    trimmed = _CORE.match(word)
    if trimmed is None or not _LIVE.search(trimmed.group(2)):
        return f"`{word}`"
    before, core, after = trimmed.groups()
    if after.startswith(")") and core.count("(") > core.count(")"):
        core, after = f"{core})", after[1:]
    return f"{before}`{core}`{after}"


def _beginning(line: str) -> str:
    """The line without what would make a heading, a quotation or a rule of it; an item of a list may stay one."""
    start = _LINE_START.match(line)
    item = _ITEM.search(start.group()) if start else None
    line = line[start.end() :] if start else line
    if _MARKUP_LINE.fullmatch(line):
        return ""
    if line.startswith("/"):  # an order to some bots; in a code span it is none
        word, space, rest = line.partition(" ")
        head, mark, tail = word.partition("`")
        line = _beside(_beside(f"`{head}`", mark + tail), space + rest)
    return f"{item.group()} {line}" if item and line else line


def _everywhere(line: str) -> str:
    """Inside of code spans too: the links of SARIF's messages, and the commands that CI jobs read from their logs."""
    line = line.replace("](", "] (")
    line = re.sub(r"(?<![\w)>\]]):(?=:[A-Za-z])", ": ", line)
    return re.sub(r"#(?=#)", "# ", line)


def _shortened(text: str, longest: int) -> str:
    """The text cut where a word ends; a code span that is cut is closed, or what is left of it would come to life."""
    if len(text) <= longest:
        return text
    cut = text[: max(longest - 2, 0)]
    at = cut.rfind(" ")
    if at > len(cut) * 3 // 4:
        cut = cut[:at]
    cut = cut.rstrip()
    last = cut.rsplit("\n", 1)[-1]
    if last.count("`") % 2:
        cut = cut[:-1].rstrip() if cut.endswith("`") else f"{cut}`"
    return f"{cut}{_MORE}"[:longest]
