"""Taking secrets out of a text before a model, a cache or a recording sees it.

What is taken for a secret is a little more than what the rule ``hardcoded-credential`` reports: there a made-up key is
no finding, here it costs nothing to hide it as well. Values that anyone tries first (``postgres``, ``changeme``) and
names of secrets elsewhere (``${DB_PASSWORD}``) are left, for they tell a reviewer something and an attacker nothing.

Redact whole files, then cut them to pieces: the middle of a private key has no mark of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from backend_review.checks.credentials import formats, values
from backend_review.checks.credentials.judge import Place, judge
from backend_review.checks.credentials.names import kind_of

TOKEN = re.compile(r"REDACTED_[A-Z0-9_]+?_\d+")


class Redacted(msgspec.Struct, frozen=True):
    """A text with as many lines, in which each secret is ``REDACTED_<KIND>_<n>``; and how many there were of a kind.

    One secret has one token wherever it stands in the text, so that a reader still sees what is the same.
    """

    text: str
    found: dict[str, int]


class _Secret(NamedTuple):
    start: int
    end: int
    kind: str


_Finder = Callable[[str], Iterator[_Secret]]


def redact(text: str, extra: Sequence[re.Pattern[str]] = ()) -> Redacted:
    """A text without its secrets. ``extra`` are patterns of the user's own: what they match is a secret too."""
    secrets = _merged(
        secret for find in (*_FINDERS, _custom(extra)) for secret in find(text) if secret.end > secret.start
    )
    if not secrets:
        return Redacted(text, {})
    secrets = _merged([*secrets, *_again(text, secrets)])
    tokens: dict[str, str] = {}
    found: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    pieces, done = [], 0
    for start, end, kind in secrets:
        value = text[start:end]
        if value not in tokens:
            tokens[value] = _new_token(text, kind, numbers)
        found[kind] += 1
        pieces += [text[done:start], _on_each_line(value, tokens[value])]
        done = end
    return Redacted("".join([*pieces, text[done:]]), dict(sorted(found.items())))


def _new_token(text: str, kind: str, numbers: Counter[str]) -> str:
    """A token of a kind that is not in the text already."""
    while True:
        numbers[kind] += 1
        token = f"REDACTED_{kind}_{numbers[kind]}"
        if token not in text:
            return token


def _on_each_line(value: str, token: str) -> str:
    """The token in place of each line of a secret, so that no line after it moves."""
    lines = value.splitlines(keepends=True)
    return "".join(token + line[len(line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")) :] for line in lines)


def _merged(secrets: Iterable[_Secret]) -> list[_Secret]:
    """The secrets in their order; of those that overlap one, over all of them, of the kind that begins first."""
    merged: list[_Secret] = []
    for secret in sorted(secrets, key=lambda secret: (secret.start, -secret.end)):
        if merged and secret.start < merged[-1].end:
            merged[-1] = merged[-1]._replace(end=max(secret.end, merged[-1].end))
        else:
            merged.append(secret)
    return merged


_MOST_REPEATED = 500
_LEAST_REPEATED = 8


def _again(text: str, secrets: Sequence[_Secret]) -> Iterator[_Secret]:
    """The secrets wherever else they stand: in a comment, a log line, a test."""
    kinds: dict[str, str] = {}
    for start, end, kind in secrets:
        value = text[start:end]
        if len(value) >= _LEAST_REPEATED and "\n" not in value and not values.is_wordy(value):
            kinds.setdefault(value, kind)
    if kinds:
        longest = sorted(kinds, key=len, reverse=True)[:_MOST_REPEATED]
        for hit in re.finditer("|".join(map(re.escape, longest)), text):
            yield _Secret(hit.start(), hit.end(), kinds[hit.group()])


# --- what secrets look like wherever they stand ---------------------------------------------------------------------

# Where a key may begin, and what would make it longer. Looser than the rule's: here half a key is still a secret.
_START = r"(?<![A-Za-z0-9])"


def _kind(what: str) -> str:
    return re.sub(r"[^A-Z0-9]+", "_", re.sub(r"^an? ", "", what).upper()).strip("_")


_SHAPES = tuple(
    (item.hint, _kind(item.what), re.compile(f"{_START}(?:{item.shape})[A-Za-z0-9_-]*")) for item in formats.FORMATS
)
_JWT = re.compile(rf"{_START}eyJ[A-Za-z0-9_-]{{10,}}(?:\.[A-Za-z0-9_-]+){{1,4}}")
_PEM = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
    r"(?:[\s\S]{0,20000}?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
    # A key that is cut off: the lines that look like one.
    r"|(?:[\s\"'+`|>,\\#;]|\\[nr]|[A-Za-z0-9+/=]{16,}|(?:Proc-Type|DEK-Info|Version|Comment):[^\n]*)*)"
)


def _by_shape(text: str) -> Iterator[_Secret]:
    for hint, kind, shape in _SHAPES:
        if hint in text:
            for hit in shape.finditer(text):
                yield _Secret(hit.start(), hit.end(), kind)
    if "eyJ" in text:
        for hit in _JWT.finditer(text):
            yield _Secret(hit.start(), hit.end(), "JWT")
    if "PRIVATE KEY" in text:
        for hit in _PEM.finditer(text):
            yield _Secret(hit.start(), hit.start() + len(hit.group().rstrip("\"'`+,\\ \t\r\n;#|>")), "PRIVATE_KEY")


_HEX = re.compile(r"(?<![0-9A-Za-z_+/=.-])(?:0x)?([0-9a-fA-F]{32,})(?![0-9A-Za-z_+/=])")
_PUBLIC_BEFORE = re.compile(
    r"(?i)(?:sha\d*|md5|digest|integrity|checksum|revision|commit|rev|@)[\"']?[:=@ -]{0,3}[\"'`]?$|@$"
)
_QUOTED = re.compile(r"(?<=[\"'`])[A-Za-z0-9_\-+/=.~]{20,2000}(?=[\"'`])")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_RUN_OF_LETTERS = re.compile(r"[a-z]{6,}|[A-Z]{7,}")


def _by_randomness(text: str) -> Iterator[_Secret]:
    for hit in _HEX.finditer(text):
        digits = hit.group(1)
        before = text[max(0, hit.start() - 24) : hit.start()]
        if values.is_random(digits, 32) and not formats.is_made_up(digits) and not _PUBLIC_BEFORE.search(before):
            yield _Secret(hit.start(1), hit.end(1), "HEX")
    for hit in _QUOTED.finditer(text):
        if _is_drawn(hit.group()):
            yield _Secret(hit.start(), hit.end(), "RANDOM")


def _is_drawn(value: str) -> bool:
    """Whether the whole of a quoted text was drawn by a generator: no words, no path, no name with numbers in it."""
    if not values.is_random(value, 20) or values.is_placeholder(value) or formats.is_made_up(value):
        return False
    if _UUID.fullmatch(value) or formats.entropy(value) < 3.5 or (len(value) < 200 and values.is_text(value)):
        return False
    worded = sum(len(run) for run in _RUN_OF_LETTERS.findall(value))
    return worded * 4 < len(value) and _changes(value) * 4 >= len(value)


def _changes(value: str) -> int:
    """How often letters, capitals and digits take turns; separators and a capital that begins a word do not count."""
    kinds = [("d" if char.isdigit() else "u" if char.isupper() else "l") for char in value if char.isalnum()]
    return sum(one != other for one, other in pairwise(kinds))


_URL = re.compile(
    r"(?i)(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,30}://[^\s:/@?#'\"`<>]{0,200}:([^\s/'\"`<>]{1,200})@(?=[\w\[{$%<.-])"
)
_DSN = re.compile(r"(?<![\w.-])[\w.-]{1,80}:([^@\s/'\"`:]{1,200})@(?:tcp|unix)\(")
_PARAMETER = re.compile(r"[?&\s;'\"`]([\w.-]{2,60})=([^\s;&'\"`()<>{},]{4,400})(?=[\s;&'\"`]|$)")
_BEARER = re.compile(r"\b(?:Bearer|Basic|Token|Bot|ApiKey)[ \t]+([A-Za-z0-9._~+/=-]{8,2000})")
_TEMPLATE = re.compile(r"[{}<>$*]|^%|^:|\\x|\.\.\.")
_SHOWN = re.compile(r"(?i)^(?:pass(?:word|wd)?|pwd|secret|p|pw|token|\w*:?x+)$")


def _in_connections(text: str) -> Iterator[_Secret]:
    for pattern in (_URL, _DSN):
        for hit in pattern.finditer(text):
            if _is_password(hit.group(1)):
                yield _Secret(hit.start(1), hit.end(1), "URL_PASSWORD")
    for hit in _BEARER.finditer(text):
        value = hit.group(1)
        if judge(Place("authorization", "entry"), f"{hit.group().split()[0]} {value}") or values.is_random(value):
            yield _Secret(hit.start(1), hit.end(1), "AUTHORIZATION")


def _is_password(value: str) -> bool:
    return not (
        _TEMPLATE.search(value)
        or _SHOWN.match(value)
        or TOKEN.search(value)
        or value.lower() in values.TRIVIAL
        or values.is_reference(value)
        or values.is_placeholder(value)
    )


# --- what their names say ---------------------------------------------------------------------------------------------

_WORTH_A_LOOK = re.compile(r"(?i)pass|pwd|pw\b|pswd|pword|secret|token|key|bearer|auth")
_LONGEST_LINE = 20_000  # longer ones are made by tools; what is drawn or shaped like a key in them is found above

# name, what may stand between (a closing quote or bracket, a type), how the value is given, an opening call, its quote.
_GIVEN = re.compile(
    r"(?<![\w$.-])(?=(?P<name>[A-Za-z_$][\w$.-]{1,79})[\"'`]?\]?"
    r"(?:\s{0,4}:?\s{0,4}[A-Za-z*\[][\w.\[\]| *]{0,40}?)?"
    r"\s{0,20}(?::=|===?|!==?|=>|\?\?=?|\|\|=?|=|:|,)\s{0,20}(?:[\w.\[\]]{1,40}\(|\()?\s{0,4}"
    r"[A-Za-z]{0,2}(?P<quote>\"\"\"|'''|[\"'`]))"
)
_FALLBACK = re.compile(
    r"(?P<name>[A-Z][A-Z0-9_]{2,79})[\"'`]?\)?\]?\s{0,4}(?:,|\?\?|\|\||or)\s{0,4}[A-Za-z]{0,2}(?P<quote>[\"'`])"
)
_UNQUOTED = re.compile(
    r"^[ \t>#/*+-]*(?:(?:export|set|ENV|ARG|-e|--env)[ \t]+)?[\"']?(?P<name>[A-Za-z_][\w.-]{1,79})[\"']?"
    r"(?P<gap>[ \t]*)(?P<sign>[=:])[ \t]*(?P<value>[^\s\"'`(){}<>,;]{4,1000})[ \t]*(?:[ \t][#;].*)?$",
    re.MULTILINE,
)
_TYPE = re.compile(r"[A-Z]?[a-z]+\d+(?:[A-Z]\w*)?|[A-Z]\w*")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{6,}={1,2}")


def _by_name(text: str) -> Iterator[_Secret]:
    """Values given to what is named like a secret, in any of the languages and formats that assign so."""
    start = 0
    for line in text.splitlines(keepends=True):
        if len(line) <= _LONGEST_LINE and _WORTH_A_LOOK.search(line):
            yield from _in_line(line, start)
        start += len(line)


def _in_line(line: str, at: int) -> Iterator[_Secret]:
    for pattern in (_GIVEN, _FALLBACK):
        for given in pattern.finditer(line):
            start = given.end("quote")
            value = _literal(line, start, given.group("quote"))
            if value and _is_secret(given.group("name"), value):
                kind = (kind_of(_last(given.group("name"))) or "secret").upper()
                yield _Secret(at + start, at + start + len(value), kind)
    for hit in _PARAMETER.finditer(line):
        name, value = hit.groups()
        quoted = any(line.count(quote, 0, hit.start(2)) % 2 for quote in "\"'`")
        if not _TEMPLATE.search(value) and (quoted or values.is_random(value)) and _is_secret(name, value):
            yield _Secret(at + hit.start(2), at + hit.end(2), (kind_of(name) or "secret").upper())
    unquoted = _UNQUOTED.match(line)
    if unquoted and _is_unquoted_secret(unquoted):
        kind = (kind_of(_last(unquoted.group("name"))) or "secret").upper()
        yield _Secret(at + unquoted.start("value"), at + unquoted.end("value"), kind)


def _literal(line: str, start: int, quote: str) -> str:
    """The text of a constant up to its closing quote, or to the end of the line where it goes on."""
    at = start
    while at < len(line) and not line.startswith(quote, at) and line[at] != "\n":
        at += 2 if line[at] == "\\" else 1
    return line[start : min(at, len(line))].rstrip("\r\n")


def _last(name: str) -> str:
    return name.rsplit(".", 1)[-1]


def _is_secret(name: str, value: str) -> bool:
    """Whether a constant of this name is a secret: what the rule calls one, and what only looks drawn or chosen."""
    name = _last(name)
    if len(value) > 4096 or value.lower() in values.TRIVIAL or TOKEN.search(value):
        return False
    if kind_of(name) is None or values.is_reference(value) or _TEMPLATE.search(value):
        return False
    if judge(Place(name, "assign", login=True), value) is not None:
        return True
    if values.is_placeholder(value) or values.is_label(name, value):
        return False
    return values.is_random(value, 12) or (
        kind_of(name) == "password" and values.is_strong_password(value) and not values.is_text(value)
    )


def _is_unquoted_secret(given: re.Match[str]) -> bool:
    """Whether a bare word is a value (``.env``, YAML, INI) and a secret, rather than a name in code."""
    name, value = given.group("name"), given.group("value")
    if not _is_secret(name, value):
        return False
    if values.is_random(value) or _BASE64.fullmatch(value):
        return True
    if given.group("sign") == "=" and not given.group("gap") and name.isupper():
        return True
    return not re.fullmatch(r"[\w.$]+", value) or not _TYPE.fullmatch(value)


def _custom(patterns: Sequence[re.Pattern[str]]) -> _Finder:
    def find(text: str) -> Iterator[_Secret]:
        for pattern in patterns:
            for hit in pattern.finditer(text):
                yield _Secret(hit.start(), hit.end(), "CUSTOM")

    return find


_FINDERS: tuple[_Finder, ...] = (_by_shape, _by_randomness, _in_connections, _by_name)
