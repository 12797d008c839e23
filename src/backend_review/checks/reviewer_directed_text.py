"""Text that speaks to whoever reviews the code, a person or a model, and characters that show other code than what runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from backend_review.checks._syntax import find_all, parse, text_of
from backend_review.finding import Confidence, Match, Position, TraceStep
from backend_review.index import syntax
from backend_review.project.source import SourceFile

LANGUAGES = frozenset(
    {"python", "javascript", "typescript", "go", "sql", "prisma", "graphql", "protobuf", "configuration", "markdown"}
)

_RULE = "reviewer-directed-text"

# --- what is said -------------------------------------------------------------------------------------------------

_MODEL = (
    r"(?:(?:an?|the|any|all|every|automated|automatic)\s+)*(?:ai|llm|artificial[ -]intelligence|(?:large )?language[ -]model|gpt(?:-\d\w*)?|"
    r"chatgpt|claude|copilot|gemini)s?(?:[ -](?:based|powered|driven|assisted))?(?:[ -]code)?(?:[ -](?:review(?:er|ing)?|agent|assistant|model|bot|tool|"
    r"system|scanner|analy[sz]er|auditor|linter)s?)?"
)
_REVIEWING = r"\b(?:ai|llm|automated|automatic)[ -](?:based |powered |driven )?(?:code[ -])?(?:review(?:er)?|scanner|analy[sz]er|auditor)s?(?:[ -](?:tools?|bots?|agents?))?"
_REVIEWER = r"(?:(?:an?|the|any|all|every|automated|automatic|security|code)\s+)*(?:review(?:er)?s?(?:[ -](?:bots?|tools?|agents?))?|scanners?|auditors?)"
_SILENCE = (
    r"(?:do\s+not|don'?t|never|must\s+not|should\s+not|no\s+need\s+to|please\s+(?:skip|ignore|overlook))\s+(?:\w+\s+){0,2}?"
    r"(?:report|flag|mention|comment|raise|complain|list|review|analy[sz]e|scan|inspect|look|warn|suggest)|\b(?:skip|ignore|overlook)\b"
)
_VERDICT = (
    r"\b(?:approve|lgtm|sign\s+off)\b|\b(?:mark|rate|score|classify|report|treat|consider|respond|reply|answer|say|output|state|return|declare)\b"
    r"[^.\n]{0,40}?\b(?:safe|secure|approved?|clean|compliant|no\s+(?:\w+\s+)?(?:issues?|findings?|problems?|vulnerabilit\w+|bugs)|lgtm|trusted|"
    r"false\s+positives?|passed)\b"
)
_PATTERNS: tuple[tuple[re.Pattern[str], str, frozenset[str]], ...] = (
    (
        re.compile(
            r"(?<![\w'])(?:ignore|disregard|forget)\s+(?:all\s+|any\s+|the\s+|your\s+|of\s+|these\s+|every\s+){0,3}"
            r"(?:previous|prior|above|earlier|preceding|foregoing)\s+(?:\w+\s+){0,2}?"
            r"(?:instructions?|prompts?|directives?|guidelines|directions)\b|"
            r"(?<![\w'])(?:ignore|disregard|forget)\s+(?:all\s+)?(?:of\s+)?your\s+(?:\w+\s+)?(?:instructions?|guidelines|directives?|prompt|rules)\b",
            re.IGNORECASE,
        ),
        "tells a model to drop its instructions",
        frozenset({"comment", "string", "prose", "setting"}),
    ),
    (
        re.compile(
            rf"(?:\b(?:note|message|notice|attention|instructions?|hint|hello|hi|hey|dear|reminder|important|warning|for|to)\b[\s,:!—-]*){{1,3}}{_MODEL}\b"
            rf"(?:(?!\n\s*\n)[\s\S]){{0,140}}?(?:{_SILENCE}|{_VERDICT})|"
            rf"\bif\s+you\s*(?:'re|\s+are)\s+{_MODEL}\b(?:(?!\n\s*\n)[\s\S]){{0,160}}?(?:{_SILENCE}|{_VERDICT})|"
            rf"{_REVIEWING}\s+(?:must|should|shall|can|need)\s*(?:not|n't)\s+(?:\w+\s+)?(?:report|flag|comment|review|mention|warn)|"
            rf"(?:^|[#/*\s])@?{_MODEL}\s*[:,!]\s*(?:(?!\n\s*\n)[\s\S]){{0,80}}?(?:{_SILENCE}|{_VERDICT})",
            re.IGNORECASE,
        ),
        "tells a model what to find",
        frozenset({"comment", "string", "prose", "setting"}),
    ),
    (
        re.compile(
            rf"(?:\b(?:note|message|notice|attention|instructions?|dear|for|to)\b[\s,:!—-]*){{1,3}}{_REVIEWER}\s*[:,!—-][^.\n]{{0,60}}"
            rf"(?:(?!\n\s*\n)[\s\S]){{0,80}}?(?:{_VERDICT})|\bif\s+you\s*(?:'re|\s+are)\s+(?:review|scann|audit|analy[sz])ing\b(?:(?!\n\s*\n)[\s\S]){{0,100}}?(?:{_SILENCE}|{_VERDICT})",
            re.IGNORECASE,
        ),
        "tells a reviewer the verdict",
        frozenset({"comment", "string", "setting"}),
    ),
    (
        re.compile(
            r"\bthis\s+(?:\w+\s+)?(?:code|file|function|module|change|pull\s+request|pr|block|section)\s+(?:has\s+been|was|is)\s+(?:already\s+)?(?:\w+\s+)?"
            r"(?:reviewed|audited|verified|approved|certified|vetted)\b[^\n]{0,80}?\b(?:no\s+(?:need|further|more)|do\s+not|don'?t|skip|safe\s+to\s+(?:ignore|skip|approve))",
            re.IGNORECASE,
        ),
        "claims a review that makes another one needless",
        frozenset({"comment", "string", "setting"}),
    ),
    (
        re.compile(
            r"\byou\s+are\s+now\s+(?:an?|the|in)\s+(?:\w+\s+){0,3}?(?:mode|assistant|model|reviewer|agent|ai|dan)\b|<\|(?:im_start|system|endoftext)\|>|"
            r"\[/?INST\]|</?system(?:[_-](?:prompt|reminder|message))?>",
            re.IGNORECASE,
        ),
        "poses as a model's own instructions",
        frozenset({"comment"}),
    ),
    (
        # The text that Anthropic documents for trying out refusals: a model that reads it does not answer.
        re.compile(r"ANTHROPIC_MAGIC_STRING_TRIGGER_\w+"),
        "stops a model from answering at all",
        frozenset({"comment", "string", "prose", "setting"}),
    ),
)
# What each pattern is about, in the same order: cheap to look for, and found in few files.
_ANCHORS = (
    re.compile(r"\b(?:instruction|prompt|directive|guideline|direction|rules\b)", re.IGNORECASE),
    re.compile(
        r"\b(?:ai|llms?|artificial[ -]intelligence|language[ -]model|gpt|chatgpt|claude|copilot|gemini|automat(?:ed|ic))\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:review|scan|audit|analy[sz])", re.IGNORECASE),
    re.compile(r"\b(?:reviewed|audited|verified|approved|certified|vetted)\b", re.IGNORECASE),
    re.compile(r"\byou\s+are\s+now\b|<\||\[/?INST\]|</?system", re.IGNORECASE),
    re.compile(r"ANTHROPIC_MAGIC_STRING_"),
)
_NEEDED = (
    (("ignore", "disregard", "forget"), ("instruction", "prompt", "directive", "guideline", "direction", "rules")),
    (("ai", "llm", "gpt", "claude", "copilot", "gemini", "model", "automat"), ("report", "flag", "mention", "approve", "safe", "secure", "lgtm", "skip", "ignore")),
    (("review", "scan", "audit", "analy"), ("approve", "lgtm", "sign off", "safe", "secure", "clean", "compliant", "no issue", "no finding", "trusted", "passed")),
    (("reviewed", "audited", "verified", "approved", "certified", "vetted"), ("need", "further", "more", "not", "don", "skip")),
    (("you are now", "<|", "[inst]", "[/inst]", "<system", "</system"),),
    (("anthropic_magic_string_",),),
)  # fmt: skip
# Somebody describes what others may do: "users who try to ignore previous instructions".
_DESCRIBED = re.compile(
    r"(?:\b(?:to|we|they|it|will|would|could|might|may|can|cannot|says?|like|as|e\.g\.?|such as|attempts?|trying|phrases?)\b[\s:,]*[\"'`\u201c(]?|[\"'`\u201c\u2018])$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?i)prompt[-_ ]?injection|jail[-_ ]?break|adversarial|red[-_ ]?team|inject(?:ion|ed)\s+(?:attack|attempt|text|prompt)|attack(?:er)?s?\b|malicious|untrusted"
)
_DEFENDS = re.compile(
    r"(?i)inject|jail_?break|guard|moderat|detect|block|deny|forbid|malicious|attack|adversar|pattern|suspicious|saniti[sz]|red_?team|threat|payload|eval"
)
_REGEX = re.compile(r"\\[sbwd]|\(\?|\.\*|\[\^|\)\?")

# --- what is not seen ---------------------------------------------------------------------------------------------

_TAGS = "\U000e0001\U000e0020-\U000e007f"
_INVISIBLE = re.compile(rf"[\u200b\u200c\u200d\u2060-\u2064\ufeff\u180e\u202a-\u202e\u2066-\u2069{_TAGS}]")
_OVERRIDES = {"\u202d", "\u202e"}
_OPENS = {"\u202a", "\u202b", "\u2066", "\u2067", "\u2068"} | _OVERRIDES
_CLOSES = {"\u202c", "\u2069"}
_ZERO_WIDTH = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u180e", "\u2061", "\u2062", "\u2063", "\u2064"}
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_HANDLES = re.compile(
    r"(?i)replace|strip|saniti|zero[-_ ]?width|invisible|bidi|unicode|trim|clean|regex|RegExp|re\.compile|MustCompile|codepoint|normali[sz]e|whitespace"
)
_TRANSLATIONS = re.compile(
    r"(?i)(?:^|/)(?:i18n|l10n|locales?|lang(?:uage)?s?|translations?|messages|emojis?)(?:/|[._-])|emoji"
)
_NAMES = {
    "\u200b": "ZERO WIDTH SPACE", "\u200c": "ZERO WIDTH NON-JOINER", "\u200d": "ZERO WIDTH JOINER", "\u2060": "WORD JOINER",
    "\ufeff": "ZERO WIDTH NO-BREAK SPACE", "\u202a": "LEFT-TO-RIGHT EMBEDDING", "\u202b": "RIGHT-TO-LEFT EMBEDDING",
    "\u202c": "POP DIRECTIONAL FORMATTING", "\u202d": "LEFT-TO-RIGHT OVERRIDE", "\u202e": "RIGHT-TO-LEFT OVERRIDE",
    "\u2066": "LEFT-TO-RIGHT ISOLATE", "\u2067": "RIGHT-TO-LEFT ISOLATE", "\u2068": "FIRST STRONG ISOLATE", "\u2069": "POP DIRECTIONAL ISOLATE",
}  # fmt: skip


@dataclass(frozen=True)
class _Passage:
    """A piece of text that people read: ``kind`` is comment, string, prose or setting; ``line`` its first, from 1."""

    kind: str
    text: str
    line: int
    column: int = 1


def find(file: SourceFile) -> Iterator[Match]:
    """Each passage that speaks to a reviewer, and each line whose looks deceive."""
    text = file.text
    if not text.isascii() and _INVISIBLE.search(text):
        yield from _unseen(file)
    lowered = text.lower()
    wanted = [
        index
        for index, groups in enumerate(_NEEDED)
        if all(any(word in lowered for word in words) for words in groups) and next(_found(index, text), None)
    ]
    if wanted:  # most files have nothing to parse them for
        yield from _said(file, wanted)


def _said(file: SourceFile, wanted: list[int]) -> Iterator[Match]:
    told: set[int] = set()
    for passage in _passages(file):
        for index in wanted:
            _, what, kinds = _PATTERNS[index]
            if passage.kind not in kinds:
                continue
            for found in _found(index, passage.text):
                begins = found.start() + len(found.group()) - len(found.group().lstrip(" \t\r\n#/*"))
                line = passage.line + passage.text.count("\n", 0, begins)
                if line in told or _is_told_of(file, passage, found):
                    continue
                told.add(line)
                yield _match(file, line, _words(found.group()), what)


def _found(index: int, text: str) -> Iterator[re.Match[str]]:
    """Where a text matches a pattern, looked for around the words that it is about."""
    pattern = _PATTERNS[index][0]
    end, tried = 0, -60
    for hit in _ANCHORS[index].finditer(text):
        if hit.start() < max(end, tried + 60):  # a window reaches far enough for its neighbours
            continue
        tried = hit.start()
        found = pattern.search(text, max(end, hit.start() - 90), min(len(text), hit.end() + 320))
        if found is not None:
            end = found.end()
            yield found


def _passages(file: SourceFile) -> Iterator[_Passage]:
    if file.language == "markdown":
        yield _Passage("prose", file.text, 1)
        return
    if file.language not in syntax.LANGUAGES:
        yield _Passage("setting", file.text, 1)
        return
    root = parse(file)
    yield from _comments(find_all(file, root, "(comment) @x"))
    kinds = {"python": "(string) @x", "go": "[(interpreted_string_literal) (raw_string_literal)] @x"}
    for node in find_all(file, root, kinds.get(file.language, "[(string) (template_string)] @x")):
        kind = "comment" if _is_docstring(node) else "string"
        yield _Passage(kind, text_of(node), node.start_point[0] + 1)


def _comments(nodes: list[Node]) -> Iterator[_Passage]:
    """Comments, those on lines that follow each other as one."""
    block: list[Node] = []
    for node in sorted(nodes, key=lambda node: node.start_byte):
        if block and node.start_point[0] != block[-1].end_point[0] + 1:
            yield _Passage("comment", "\n".join(text_of(item) for item in block), block[0].start_point[0] + 1)
            block = []
        block.append(node)
    if block:
        yield _Passage("comment", "\n".join(text_of(item) for item in block), block[0].start_point[0] + 1)


def _is_docstring(node: Node) -> bool:
    parent = node.parent
    return parent is not None and parent.type == "expression_statement"


def _is_told_of(file: SourceFile, passage: _Passage, found: re.Match[str]) -> bool:
    """Whether the words are quoted or described: documentation of such attacks, and what defends against them."""
    text = passage.text
    before = text[max(0, found.start() - 40) : found.start()]
    if passage.kind == "string":
        opens = re.fullmatch(r"[a-zA-Z]{0,2}[\"'`]{1,3}\s*", text[: found.start()]) is not None
        if not opens and _DESCRIBED.search(before):
            return True
        line = file.line(passage.line + text.count("\n", 0, found.start()))
        holder = " ".join(file.lines[max(0, passage.line - 4) : passage.line])
        if (
            file.role == "test"
            or _REGEX.search(text)
            or _DEFENDS.search(file.path)
            or _DEFENDS.search(line.replace(text, ""))
        ):
            return True
        return _ABOUT.search(text) is not None or _DEFENDS.search(holder.replace(text, "")) is not None
    # A value or docstring that begins so is quoted by its language, not by its author.
    begins = re.search(r"(?:^|[:=])\s*[a-zA-Z]{0,2}[\"'`]{1,3}\s*$", before) is not None
    if not begins and _DESCRIBED.search(before):
        return True
    near = _paragraph(text, found) if passage.kind == "prose" else text[max(0, found.start() - 400) : found.end() + 400]
    return _ABOUT.search(near) is not None or (passage.kind == "setting" and _DEFENDS.search(file.path) is not None)


def _paragraph(text: str, found: re.Match[str]) -> str:
    """What stands between the empty lines around a match, at most a few hundred characters either way."""
    start = max(text.rfind("\n\n", 0, found.start()), found.start() - 600, 0)
    end = text.find("\n\n", found.end())
    return text[start : end if end >= 0 else found.end() + 600]


def _words(text: str) -> str:
    shown = " ".join(re.sub(r"\n\s*(?:#|//|\*)?", " ", text).split()).replace("`", "'")
    return shown if len(shown) <= 70 else shown[:67].rstrip() + "…"


def _match(file: SourceFile, line: int, words: str, what: str) -> Match:
    shown = file.line(line)
    start = len(shown) - len(shown.lstrip()) + 1
    return Match(
        rule=_RULE,
        path=file.path,
        start=Position(line, start),
        end=Position(line, len(shown.rstrip()) + 1),
        message=f"This text {what} (`{words}`), which no code needs: it is there to steer whoever reviews it. "
        "Take it out, and look twice at what it stands beside.",
        confidence=Confidence.MEDIUM,
        trace=(TraceStep(file.path, line, start, what),),
    )


def _unseen(file: SourceFile) -> Iterator[Match]:
    """Lines with characters that are not shown and change what is: one match a line."""
    for number, line in enumerate(file.lines, 1):
        if line.isascii():
            continue
        if number == 1:
            line = line.removeprefix("\ufeff") if file.lines[0].startswith("\ufeff") else line
        found = _deceives(file, line)
        if found is not None:
            column, message = found
            yield Match(
                rule=_RULE,
                path=file.path,
                start=Position(number, column + 1),
                end=Position(number, column + 2),
                message=message,
                trace=(TraceStep(file.path, number, column + 1, "a character that is not shown"),),
            )


def _deceives(file: SourceFile, line: str) -> tuple[int, str] | None:
    """Where a line hides something, and what to say of it."""
    marks = [(found.start(), found.group()) for found in _INVISIBLE.finditer(line)]
    tags = [at for at, mark in marks if ord(mark) >= 0xE0000]
    if tags and "\U0001f3f4" not in line:
        hidden = "".join(chr(ord(line[at]) - 0xE0000) for at in tags if 0xE0020 <= ord(line[at]) <= 0xE007E)
        shown = f" (`{hidden[:60]}`)" if hidden else ""
        return tags[0], (
            f"This line holds text in invisible tag characters{shown}, which only a machine reads. Take them out, and ask who put them there."
        )
    prose = file.language in {"markdown", "configuration"}
    # What a test hands to a validator is written down as it is.
    deceiving = _bidirectional(line, marks, prose) if file.role != "test" else None
    if deceiving is not None:
        at, mark = deceiving
        return at, (
            f"A {_NAMES[mark]} (U+{ord(mark):04X}) makes this line look different from what runs. Take it out; where text needs it, write it "
            "as an escape."
        )
    return None if file.role == "test" else _zero_width(file, line, marks, prose)


def _bidirectional(line: str, marks: list[tuple[int, str]], prose: bool) -> tuple[int, str] | None:
    opened = [(at, mark) for at, mark in marks if mark in _OPENS]
    if not opened or _is_only_that(line, opened[0][0]) or (not prose and _HANDLES.search(line)):
        return None
    closed = sum(mark in _CLOSES for _, mark in marks)
    overrides = [item for item in opened if item[1] in _OVERRIDES]
    if _RIGHT_TO_LEFT.search(line) and (closed >= len(opened) or prose):
        return None  # text of such a language, set apart as it should be
    if overrides:
        return overrides[0]
    return None if prose and closed >= len(opened) else opened[0]


def _zero_width(file: SourceFile, line: str, marks: list[tuple[int, str]], prose: bool) -> tuple[int, str] | None:
    places = [at for at, mark in marks if mark in _ZERO_WIDTH]
    run = next((at for at in places if all(at + more in places for more in range(6))), None)
    if run is not None:
        return run, (
            "A run of zero-width characters can carry a message that nobody sees. Take them out, and ask who put them there."
        )
    if prose or _TRANSLATIONS.search(file.path) or _HANDLES.search(line):
        return None
    for at in places:
        before, after = line[at - 1 : at], line[at + 1 : at + 2]
        joined = (
            before.isascii()
            and after.isascii()
            and (before.isalnum() or before in "_$")
            and (after.isalnum() or after in "_$")
        )
        comment = re.search(r"(?:^|\s)(?:#|//|\*)", line[:at])
        if before and after and joined and not comment:
            return at, (
                f"A {_NAMES.get(line[at], 'zero-width character')} (U+{ord(line[at]):04X}) stands between `{before}` and `{after}`: the name or "
                "text looks like another one and is not equal to it. Take it out; where text needs it, write it as an escape."
            )
    return None


def _is_only_that(line: str, at: int) -> bool:
    """Whether the character stands alone between quotes: a table of such characters."""
    return (
        re.search(r"[\"'`][\u200b-\u200f\u202a-\u202e\u2060-\u2069]{1,3}[\"'`]", line[max(0, at - 3) : at + 4])
        is not None
    )
