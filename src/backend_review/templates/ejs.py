"""EJS and Eta: ``<%= escaped %>``, ``<%- raw %>``, ``<% code %>``; Mako shares the signs and not the meaning.

https://ejs.co/#docs, https://eta.js.org/docs/4.x.x/syntax/cheatsheet
"""

from __future__ import annotations

import re

from backend_review.templates.data import ANY, MAX_OUTPUTS, Output, Path, Template, Use
from backend_review.templates.html import Lines, Page
from backend_review.templates.paths import Parsed, parse, rooted

_EACH = re.compile(
    r"([\w$.?\[\]'\"]+?)(?:\s*\|\|\s*\[\])?\)?\??\.(?:forEach|map|filter|some|every)\(\s*(?:async\s+)?(?:function\s*\w*\s*)?\(?\s*([\w$]+)(?:\s*,\s*([\w$]+))?"
)
_OF = re.compile(r"\bfor\s*\(\s*(?:const|let|var)\s+(?:\[\s*[\w$]+\s*,\s*)?([\w$]+)\]?\s+(of|in)\s+([^)]*)\)")
_GIVES = re.compile(r"\b(?:const|let|var)\s+([\w$]+)\s*=\s*([^;\n]+)")
_TAKEN_APART = re.compile(r"\b(?:const|let|var)\s+\{([^{}]*)\}\s*=\s*([^;\n]+)")
_INCLUDE = re.compile(
    r"^(?:await\s+)?(include|includeFile|partial|includeAsync)\s*\(?\s*(?:`|'|\")([^'\"`]+)(?:`|'|\")\s*,?\s*(.*)$",
    re.DOTALL,
)
_OLD_INCLUDE = re.compile(r"^include\s+([\w./-]+)\s*$")
_PAIR = re.compile(r"(?:^|[{,])\s*['\"]?([\w$]+)['\"]?\s*(?::\s*([^,{}]+))?(?=[,}]|$)")
_HARMLESS = re.compile(
    r"(?i)^(?:JSON\.stringify|encodeURI\w*|Number|parseInt|parseFloat|moment|include|partial|csrf\w*|\w+Time|Date)\b|(?<!un)escape|sanit|purif|\bxss\b|dompurify"
)

# i18n renders {{named}} values with mustache, which escapes them; {{{three}}}, {{&ampersand}} and %s it does not.
_TRANSLATED = re.compile(
    r"^(?:[\w$]+\.)?(?:t|__n?)\(\s*(['\"`])(?:(?!\1|%[sd]|\{\{[{&]).)*\{\{(?![{&])(?:(?!\1|%[sd]|\{\{[{&]).)*\1\s*,\s*\{"
)


def read(path: str, text: str) -> Template:
    """Read an EJS template."""
    return _Reader(path, text).read()


class _Reader:
    def __init__(self, path: str, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        self.page = Page(text, self.lines)
        self.made = Template(path, "ejs")
        self.names: dict[str, tuple[Path, ...]] = {}

    def read(self) -> Template:
        at, count = 0, 0
        while count <= MAX_OUTPUTS:
            start = self.text.find("<%", at)
            if start < 0:
                break
            self.page.feed(at, start)
            if self.text.startswith("<%%", start):
                at = start + 3
                continue
            close = self.text.find("%>", start + 2)
            if close < 0:
                self.made.problems.append((self.lines.at(start)[0], "`<%` that is never closed"))
                at = start + 2
                break
            self._tag(self.text[start + 2 : close].rstrip("-_"), start)
            at = close + 2
            count += 1
        if count > MAX_OUTPUTS:
            self.made.problems.append((self.lines.at(at)[0], f"more than {MAX_OUTPUTS} values are written"))
        self.page.feed(at, len(self.text))
        self.made.forms, self.made.is_html = self.page.forms, self.page.has_markup
        return self.made

    def _tag(self, inner: str, start: int) -> None:
        line, column = self.lines.at(start)
        sign, code = inner[:1], inner.strip()
        if self.page.form is not None:
            self.page.form.written.append(code[:200])
        if sign in {"=", "-", "~"}:  # Eta: <%~ raw %>
            self._output(inner[1:].strip().rstrip(";"), line, column, sign != "=")
        elif sign != "#":
            self._run(code.lstrip("_"), line, column)

    def _output(self, code: str, line: int, column: int, raw: bool) -> None:
        found = _INCLUDE.match(code)
        if found is not None:
            self._include(found.group(2), found.group(3), line, column)
            return
        parsed = parse(code, "")
        spot = self.page.spot()
        escaping = "raw" if raw else "html"
        if _is_harmless(parsed, code) and not (raw and spot.kind == "script" and code.startswith("JSON.stringify")):
            escaping = "script" if code.startswith("JSON.stringify") else "harmless"
        paths = _own(parsed.under(self.names))
        self.made.main.outputs.append(Output(line, column, code[:120], paths, escaping, spot, "<%- %>" if raw else ""))
        self.page.hole()

    def _include(self, name: str, rest: str, line: int, column: int) -> None:
        given = {}
        for key, value in _PAIR.findall(rest[:2_000]):
            given[key] = _own(parse(value or key, "").under(self.names))
        own = dict(self.names)
        use = Use("include", name, line, column, {**own, **given})
        self.made.main.uses.append(use)
        if self.page.form is not None:
            self.page.form.uses.append(use)

    def _run(self, code: str, line: int, column: int) -> None:
        old = _OLD_INCLUDE.match(code)
        if old is not None:
            self._include(old.group(1), "", line, column)
            return
        code = code[:4_000]
        for owner, item, index in _EACH.findall(code):
            self.names[item] = tuple((*path, ANY) for path in _own(parse(owner, "").under(self.names)))
            if index:
                self.names[index] = ()
        for item, word, over in _OF.findall(code):
            paths = _own(parse(over, "").under(self.names))
            self.names[item] = tuple((*path, ANY) for path in paths) if word == "of" else ()
        for name, value in _GIVES.findall(code):
            parsed = parse(value, "")
            if not value.strip().startswith("function"):
                self.names[name] = () if _is_harmless(parsed, value.strip()) else _own(rooted(parsed.paths, self.names))
        for names, value in _TAKEN_APART.findall(code):
            over = _own(parse(value, "").under(self.names))
            for name in re.findall(r"[\w$]+", names):
                self.names[name] = tuple((*path, name) for path in over)


def _own(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """``locals.name`` (Eta: ``it.name``) is ``name``."""
    return tuple(path[1:] if path[:1] in {("locals",), ("it",)} and len(path) > 1 else path for path in paths)


def _is_harmless(parsed: Parsed, code: str) -> bool:
    return bool(parsed.calls) and (
        _HARMLESS.search(code.partition("(")[0]) is not None or _TRANSLATED.match(code.strip()) is not None
    )
