"""Taking secrets out of a text before a model, a cache or a recording sees it.

What is taken for a secret is a little more than what the rule ``hardcoded-credential`` reports: there a made-up key is
no finding, here it costs nothing to hide it as well. Values that anyone tries first (``postgres``, ``changeme``) and
names of secrets elsewhere (``${DB_PASSWORD}``) are left, for they tell a reviewer something and an attacker nothing.

Redact whole files, then cut them to pieces: the middle of a private key has no mark of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from backend_review.checks.credentials import formats, values
from backend_review.checks.credentials.judge import Place, judge
from backend_review.checks.credentials.names import kind_of
from backend_review.project.source import language_of

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


def redact(text: str, extra: Sequence[re.Pattern[str]] = (), path: str = "") -> Redacted:
    """A text without its secrets. ``extra`` are patterns of the user's own: what they match is a secret too.

    ``path`` is the file that the text is of, where it is of one: in configuration a bare word is a value.
    """
    bare = language_of(path) == "configuration"
    found_by = (
        _by_shape(text),
        _in_connections(text),
        _by_name(text, bare),
        _by_randomness(text),
        _custom(text, extra),
    )
    secrets = _merged(secret for finder in found_by for secret in finder if secret.end > secret.start)
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
        if len(value) >= _LEAST_REPEATED and "\n" not in value and _is_unlike_a_name(value):
            kinds.setdefault(value, kind)
    if kinds:
        longest = sorted(kinds, key=len, reverse=True)[:_MOST_REPEATED]
        for hit in re.finditer("|".join(map(re.escape, longest)), text):
            yield _Secret(hit.start(), hit.end(), kinds[hit.group()])


def _is_unlike_a_name(value: str) -> bool:
    return values.is_random(value, _LEAST_REPEATED) or bool(re.search(r"\d", value) and re.search(r"[^\w.-]", value))


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
    r"(?i)(?:(?<!\w)hash|sha\d*|md5|digest|integrity|checksum|revision|commit|rev|@)[\"']?[:=@ -]{0,3}[\"'`]?$|@$"
)
_QUOTED = re.compile(r"(?<=[\"'`])[A-Za-z0-9_\-+/=.~]{20,2000}(?=[\"'`])")
# A line of a key or certificate whose beginning is elsewhere: removed lines of a change, for one.
_BODY = re.compile(r"^[ \t\"'`+-]*([A-Za-z0-9+/]{60,80}={0,2})[ \t\"'`+,;)]*(?:\\n[\"'`][ \t+,;)]*)?\r?$", re.MULTILINE)
_SEPARATOR = re.compile(r"[-_./~]")
_ID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}|[0-9a-f]{24}")  # a ULID, an ObjectId
_LONG_HEX = re.compile(r"[0-9a-fA-F]{32,}")  # judged by what stands before it
_LETTERS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_DIGITS = re.compile(r"\d+")
_LEAST_DRAWN = 16  # of the longest piece without a separator
_LEAST_MIXED = 32  # of all pieces together


def _by_randomness(text: str) -> Iterator[_Secret]:
    for hit in _HEX.finditer(text):
        digits = hit.group(1)
        before = text[max(0, hit.start() - 24) : hit.start()]
        if values.is_random(digits, 32) and not formats.is_made_up(digits) and not _PUBLIC_BEFORE.search(before):
            yield _Secret(hit.start(1), hit.end(1), "HEX")
    for hit in _BODY.finditer(text):
        if _DIGITS.search(hit.group(1)) and _is_mixed(hit.group(1)):
            yield _Secret(hit.start(1), hit.end(1), "RANDOM")
    for hit in _QUOTED.finditer(text):
        if _is_drawn(hit.group()):
            yield _Secret(hit.start(), hit.end(), "RANDOM")


def _is_drawn(value: str) -> bool:
    """Whether a quoted text was drawn by a generator: no words, no path, no name with numbers in it, no id."""
    if values.is_placeholder(value) or formats.is_made_up(value) or (len(value) < 200 and values.is_text(value)):
        return False
    if len(value) >= _LEAST_MIXED and _DIGITS.search(value) and _is_mixed(value):
        return True
    piece = max(_SEPARATOR.split(value), key=len)
    if len(piece) < _LEAST_DRAWN or formats.entropy(piece) < 3.3 or _ID.fullmatch(piece) or _LONG_HEX.fullmatch(piece):
        return False
    return _is_mixed(piece) or _is_strewn(piece)


def _is_mixed(value: str) -> bool:
    """Whether small letters and capitals take turns faster than in ``NamesOfMethods``."""
    letters = _LETTERS.findall(value)
    lengths = sum(map(len, letters))
    return lengths >= len(value) / 2 and not value.islower() and not value.isupper() and lengths < 2.8 * len(letters)


def _is_strewn(value: str) -> bool:
    """Whether digits stand everywhere between letters of one case, not only behind a word."""
    digits, letters = _DIGITS.findall(value), _LETTERS.findall(value)
    return len(digits) >= 3 and sum(map(len, letters)) <= 5 * len(letters)


_URL = re.compile(
    r"(?i)(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,30}://([^\s:/@?#'\"`<>]{0,200}):([^\s/'\"`<>]{1,200})@(?=[\w\[{$%<.-])"
)
_DSN = re.compile(r"(?<![\w.-])([\w.-]{1,80}):([^@\s/'\"`:]{1,200})@(?:tcp|unix)\(")
_PARAMETER = re.compile(r"[?&\s;'\"`]([\w.-]{2,60})=([^\s;&'\"`()<>{},]{4,400})(?=[\s;&'\"`]|$)")
_BEARER = re.compile(r"\b(?:Bearer|Basic|Token|Bot|ApiKey)[ \t]+([A-Za-z0-9._~+/=-]{8,2000})")
_TEMPLATE = re.compile(r"[{}<>$*]|^%|^:|\\x|\.\.\.")
_SHOWN = re.compile(r"(?i)^(?:pass(?:word|wd)?|pwd|secret|p|pw|token|\w*:?x+)$")


def _in_connections(text: str) -> Iterator[_Secret]:
    for pattern in (_URL, _DSN):
        for hit in pattern.finditer(text):
            user, password = hit.groups()
            if _is_password(password) and password.lower() != user.lower():
                yield _Secret(hit.start(2), hit.end(2), "URL_PASSWORD")
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
    r"(?<![\w$.-])(?=(?P<name>[A-Za-z_$][\w$.-]{1,79})(?P<closed>[\"'`]?)\]?"
    r"(?:\s{0,4}:?\s{0,4}[A-Za-z*\[][\w.\[\]| *]{0,40}?)?"
    r"\s{0,20}(?P<sign>:=|===?|!==?|=>|\?\?=?|\|\|=?|=|:|,)\s{0,20}(?:(?:[\w.]*Secret\w*|\[\]byte|Buffer\.from|bytes|str)?\()?"
    r"\s{0,40}[A-Za-z]{0,2}(?P<quote>\"\"\"|'''|[\"'`]))"
)
_FALLBACK = re.compile(
    r"(?P<name>[A-Z][A-Z0-9_]{2,79})[\"'`]?\)?\]?\s{0,4}(?:,|\?\?|\|\||or)\s{0,4}[A-Za-z]{0,2}(?P<quote>[\"'`])"
)
_UNQUOTED = re.compile(
    r"^[ \t>#/*+-]*(?:(?:export|set|ENV|ARG|-e|--env)[ \t]+)?[\"']?(?P<name>[A-Za-z_][\w.-]{1,79})[\"']?"
    r"(?P<gap>[ \t]*)(?P<sign>[=:])[ \t]*(?P<value>[^\s\"'`(){}<>,;]{4,1000})[ \t]*(?:[ \t][#;].*)?$",
    re.MULTILINE,
)
_BASE64 = re.compile(r"[A-Za-z0-9+/]{6,}={1,2}")
_GOES_ON = re.compile(r"[=(:,|?][ \t]*\r?\n?$")
_ASKS = re.compile(r"(?i)(?:env|get|set|default|config|option|put|header|param|var|string|value)\w*\($")
_WORD_OF_ANY_LANGUAGE = re.compile(r"[^\W\d_]?[^\W\d_A-Z]+")
_WORDS = re.compile(r"(?:[A-Za-z]+\d{0,2}[-_./:]+)+[A-Za-z]*\d{0,2}")


def _by_name(text: str, bare: bool) -> Iterator[_Secret]:
    """Values given to what is named like a secret, in any of the languages and formats that assign so."""
    lines = text.splitlines(keepends=True)
    start = 0
    for number, line in enumerate(lines):
        if len(line) <= _LONGEST_LINE and _WORTH_A_LOOK.search(line):
            # The value may be on the next line.
            following = lines[number + 1][:1000] if _GOES_ON.search(line) and number + 1 < len(lines) else ""
            for secret in (*_quoted(line + following), *_parameters(line), *_unquoted(line, bare)):
                yield secret._replace(start=start + secret.start, end=start + secret.end)
        start += len(line)


def _named(name: str, start: int, end: int) -> _Secret:
    return _Secret(start, end, (kind_of(_last(name)) or "secret").upper())


def _quoted(line: str) -> Iterator[_Secret]:
    for pattern in (_GIVEN, _FALLBACK):
        for given in pattern.finditer(line):
            if pattern is _GIVEN and given.group("sign") == "," and not _is_asked_for(line, given):
                continue
            start = given.end("quote")
            value = _literal(line, start, given.group("quote"))
            if value and _is_secret(given.group("name"), value):
                yield _named(given.group("name"), start, start + len(value))


def _is_asked_for(line: str, given: re.Match[str]) -> bool:
    """Whether a name before a comma is what a call is asked for: ``getenv("TOKEN", "…")``."""
    return bool(given.group("closed") and _ASKS.search(line[max(0, given.start() - 40) : given.start() - 1]))


def _parameters(line: str) -> Iterator[_Secret]:
    """Values in the text of an address or a connection: ``?token=…``, ``host=db password=…``."""
    for hit in _PARAMETER.finditer(line):
        name, value = hit.groups()
        quoted = any(line.count(quote, 0, hit.start(2)) % 2 for quote in "\"'`")
        if (quoted or values.is_random(value)) and _is_secret(name, value):
            yield _named(name, hit.start(2), hit.end(2))


def _unquoted(line: str, bare: bool) -> Iterator[_Secret]:
    """Bare words that are values (``.env``, YAML, INI) rather than names in code."""
    given = _UNQUOTED.match(line.rstrip("\r\n"))
    if given is None or not _is_secret(given.group("name"), given.group("value")):
        return
    name, value = given.group("name"), given.group("value")
    setting = given.group("sign") == "=" and not given.group("gap") and name.isupper()
    code = re.fullmatch(r"[\w.$]+", value) or re.search(r"[\[\]]|::|->|^[&*!]", value)
    if bare or setting or not code or values.is_random(value) or _BASE64.fullmatch(value):
        yield _named(name, given.start("value"), given.end("value"))


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
    kind = kind_of(name)
    if kind is None or len(value) > 4096 or value.lower() in values.TRIVIAL or TOKEN.search(value):
        return False
    if values.is_reference(value) or values.is_placeholder(value) or _TEMPLATE.search(value) or "://" in value:
        return False
    if _WORD_OF_ANY_LANGUAGE.fullmatch(value) and value[0].isupper():
        return False  # the label of a field: "Wachtwoord"
    if kind in {"key", "token"} and _WORDS.fullmatch(value):
        return False  # the name of a key: "surveys-seen:v1"
    if judge(Place(name, "assign", login=not values.is_code_name(value)), value) is not None:
        return True
    if values.is_label(name, value):
        return False
    drawn = values.is_random(value, 12) or (len(value) >= 12 and _is_mixed(value) and not values.is_text(value))
    return drawn or (kind == "password" and values.is_strong_password(value) and not values.is_text(value))


def _custom(text: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[_Secret]:
    for pattern in patterns:
        for hit in pattern.finditer(text):
            yield _Secret(hit.start(), hit.end(), "CUSTOM")
