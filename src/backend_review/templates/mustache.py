"""Handlebars and Mustache: ``{{value}}``, ``{{{value}}}``, ``{{#each posts}}``, ``{{> partial}}``.

https://handlebarsjs.com/guide/, https://mustache.github.io/mustache.5.html
"""

from __future__ import annotations

import re

from backend_review.templates.data import ANY, MAX_DEPTH, MAX_OUTPUTS, Output, Path, Template, Use
from backend_review.templates.html import Lines, Page

_TOKEN = re.compile(r"""\s+|(?P<text>"[^"]*"|'[^']*')|(?P<name>[\w.$@/\[\]-]+)(?P<equals>=)?|(?P<sign>[^\s])""")
_CLEANS = re.compile(
    r"(?i)(?<!un)escape|sanit|clean|purif|json|encode|date|number|currency|url|link|asset|csrf|count|length|plural|markdown_safe|^t$|^i18n|^__"
)
_PLAIN = {"else", "this", "true", "false", "null", "undefined", "as"}


def read(path: str, text: str) -> Template:
    """Read a Handlebars or Mustache template."""
    return _Reader(path, text).read()


class _Reader:
    def __init__(self, path: str, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        self.page = Page(text, self.lines)
        self.made = Template(path, "handlebars")
        self.frames: list[tuple[str, tuple[Path, ...]]] = []
        self.here: tuple[Path, ...] = ((),)
        self.names: dict[str, tuple[Path, ...]] = {}

    def read(self) -> Template:
        at, count = 0, 0
        while True:
            start = self.text.find("{{", at)
            if start < 0 or count > MAX_OUTPUTS:
                break
            self.page.feed(at, start)
            triple = self.text.startswith("{{{", start)
            comment = self.text.startswith(("{{!--", "{{~!--"), start)
            ending = "}}}" if triple else "--}}" if comment else "}}"
            close = self.text.find(ending, start)
            if close < 0:
                self.made.problems.append((self.lines.at(start)[0], "`{{` that is never closed"))
                at = start + 2
                break
            inner = self.text[start + (3 if triple else 2) : close].strip().strip("~").strip()
            at = close + len(ending)
            count += 1
            if not comment and not inner.startswith("!"):
                self._tag(inner, start, triple)
        if count > MAX_OUTPUTS:
            self.made.problems.append((self.lines.at(at)[0], f"more than {MAX_OUTPUTS} values are written"))
        self.page.feed(at, len(self.text))
        self.made.forms, self.made.is_html = self.page.forms, self.page.has_markup
        return self.made

    def _tag(self, inner: str, start: int, triple: bool) -> None:
        line, column = self.lines.at(start)
        form = self.page.form
        if form is not None:
            form.written.append(inner[:200])
        if inner.startswith(("#", "^")):
            self._open(inner, line)
        elif inner.startswith("/"):
            self._end(inner[1:].strip())
        elif inner.startswith(">"):
            self._partial(inner[1:].strip(), line, column)
        elif not triple and (inner.startswith("else") or inner in {"^"}):
            return
        else:
            raw = triple or inner.startswith("&")
            self._output(inner.lstrip("&").strip(), line, column, raw)

    def _output(self, inner: str, line: int, column: int, raw: bool) -> None:
        words, named = self._words(inner)
        helper = words[0] if len(words) > 1 or named else ""
        values = words[1:] if helper else words
        paths = [path for word in (*values, *named.values()) for path in self._paths(word)]
        escaping = "raw" if raw else "html"
        if helper and _CLEANS.search(helper):
            escaping = "harmless" if helper.lower() not in {"json", "tojson", "stringify"} or not raw else "raw"
        how = "{{{ }}}" if raw else ""
        spot = self.page.spot()
        self.made.main.outputs.append(
            Output(line, column, inner[:120], tuple(dict.fromkeys(paths))[:12], escaping, spot, how)
        )
        self.page.hole()

    def _words(self, inner: str) -> tuple[list[str], dict[str, str]]:
        words: list[str] = []
        named: dict[str, str] = {}
        pending = ""
        for found in _TOKEN.finditer(inner[:2_000]):
            if found.lastgroup is None or found.group("sign"):
                continue
            if found.group("equals"):
                pending = found.group("name")
                continue
            word = found.group("text") or found.group("name") or ""
            if pending:
                named[pending], pending = word, ""
            elif word:
                words.append(word)
        return words, named

    def _paths(self, word: str) -> tuple[Path, ...]:
        """The paths of a word from what the template is given."""
        if word[:1] in "\"'" or word.isdigit() or word in _PLAIN - {"this"}:
            return ()
        if word.startswith("@") and not word.startswith("@root"):
            return ()
        here, frames = self.here, list(self.frames)
        while word.startswith("../") and frames:
            here = frames.pop()[1]
            word = word[3:]
        if word.startswith("@root"):
            here, word = ((),), word[5:].lstrip(".")
        parts = [part for part in re.split(r"[./]", re.sub(r"\[([^\]]*)\]", r".\1", word)) if part not in {"", "this"}]
        if not parts:
            return here
        if parts[0] in self.names:
            return tuple((*before, *parts[1:]) for before in self.names[parts[0]])
        # Within a section a name may be one of what is around it: Mustache looks there, too.
        found = [(*before, *parts) for before in here]
        if len(parts) == 1 and here != ((),):
            found.append((parts[0],))
        return tuple(found)

    def _open(self, inner: str, line: int) -> None:
        if len(self.frames) >= MAX_DEPTH:
            self.made.problems.append((line, f"more than {MAX_DEPTH} sections in each other"))
            return
        words, _ = self._words(inner.lstrip("#^*>").strip())
        before = self.here
        block = words[0] if words else ""
        if block in {"each", "with", "list"} and len(words) > 1:
            over = self._paths(words[1])
            self.here = tuple((*path, ANY) for path in over) if block != "with" else over
            renamed = re.search(r"\bas\s*\|\s*(\w+)", inner)
            if renamed is not None:
                self.names[renamed.group(1)] = self.here
        elif len(words) == 1 and inner.startswith("#") and block not in {"if", "unless"} and "." not in block:
            over = self._paths(block)  # Mustache: a list, or an object
            self.here = tuple(
                {**dict.fromkeys((*path, ANY) for path in over), **dict.fromkeys(over), **dict.fromkeys(before)}
            )[:12]
        self.frames.append((block, before))

    def _end(self, name: str) -> None:
        for depth in range(len(self.frames) - 1, -1, -1):
            if self.frames[depth][0] == name:
                self.here = self.frames[depth][1]
                del self.frames[depth:]
                return

    def _partial(self, inner: str, line: int, column: int) -> None:
        words, named = self._words(inner)
        if not words:
            return
        context = self._paths(words[1]) if len(words) > 1 else self.here
        given = {name: self._paths(word) for name, word in named.items()}
        use = Use("include", words[0].strip("\"'"), line, column, given, context=context)
        self.made.main.uses.append(use)
        if self.page.form is not None:
            self.page.form.uses.append(use)
