"""Go's html/template and text/template: ``{{ .Name | safe }}``, ``{{range .Posts}}``, ``{{template "card" .}}``.

https://pkg.go.dev/text/template, https://pkg.go.dev/html/template
"""

from __future__ import annotations

import re

from backend_review.templates.data import ANY, MAX_DEPTH, MAX_OUTPUTS, Output, Path, Template, Unit, Use
from backend_review.templates.html import Lines, Page

_TOKEN = re.compile(
    r"""\s+|(?P<text>"(?:[^"\\]|\\.)*"|`[^`]*`|'(?:[^'\\]|\\.)*')|(?P<field>(?:\$\w*)?(?:\.\w+)+|\$\w*|\.)|(?P<name>\w[\w.]*)"""
    r"""|(?P<sign>:=|[|(),=])"""
)
# Functions whose answer is a number, a yes or no, or escaped.
_HARMLESS = {
    "len", "eq", "ne", "lt", "le", "gt", "ge", "not", "and_", "html", "js", "urlquery", "formatDate", "formatTime",
    "date", "now", "add", "sub", "inc", "dec", "toJSON", "json", "csrfToken", "csrfField", "url", "urlFor", "asset", "static",
}  # fmt: skip
_CLEANS = re.compile(r"(?i)(?<!un)escape|sanit|bluemonday|strip|clean|date|time|number|plural|^t$|^tr$|^i18n|count")
_BLOCKS = {"if", "range", "with", "define", "block"}


def read(path: str, text: str) -> Template:
    """Read a template of Go's standard library."""
    return _Reader(path, text).read()


class _Reader:
    def __init__(self, path: str, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        self.page = Page(text, self.lines)
        self.made = Template(path, "go")
        self.unit: Unit = self.made.main
        self.dot: tuple[Path, ...] = ((),)
        self.top: tuple[Path, ...] = ((),)  # $
        self.names: dict[str, tuple[Path, ...]] = {}
        self.frames: list[tuple[str, tuple[Path, ...], dict[str, tuple[Path, ...]], Unit]] = []
        self.skipped = 0  # blocks that are nested too deep to be kept

    def read(self) -> Template:
        at, count = 0, 0
        while count <= MAX_OUTPUTS:
            start = self.text.find("{{", at)
            if start < 0:
                break
            self.page.feed(at, start)
            comment = re.match(r"\{\{-?\s*/\*", self.text[start : start + 12])
            ending = "*/" if comment else "}}"
            close = self.text.find(ending, start + 2)
            if close >= 0 and comment:
                close = self.text.find("}}", close)
            if close < 0:
                self.made.problems.append((self.lines.at(start)[0], "`{{` that is never closed"))
                at = start + 2
                break
            inner = self.text[start + 2 : close].strip().strip("-").strip()
            at = close + 2
            count += 1
            if not comment:
                self._action(inner, start)
        if count > MAX_OUTPUTS:
            self.made.problems.append((self.lines.at(at)[0], f"more than {MAX_OUTPUTS} values are written"))
        self.page.feed(at, len(self.text))
        self.made.forms, self.made.is_html = self.page.forms, self.page.has_markup
        return self.made

    def _action(self, inner: str, start: int) -> None:
        line, column = self.lines.at(start)
        if self.page.form is not None:
            self.page.form.written.append(inner[:200])
        word = re.match(r"\w*", inner)
        name = word.group() if word is not None else ""
        rest = inner[len(name) :].strip()
        if name in _BLOCKS:
            self._open(name, rest, line, column)
        elif name == "end":
            if self.skipped:
                self.skipped -= 1
            elif self.frames:
                _, self.dot, self.names, self.unit = self.frames.pop()
        elif name == "else":
            return
        elif name == "template":
            self._template(rest, line, column)
        elif name in {"break", "continue"}:
            return
        else:
            self._output(inner, line, column)

    def _output(self, inner: str, line: int, column: int) -> None:
        name, sign, value = _assigned(inner)
        paths, functions = self._pipeline(value)
        if sign:
            self.names[name] = paths
            return
        harmless = any(function in _HARMLESS or _CLEANS.search(function) for function in functions)
        how = " ".join(functions)
        escaping = "harmless" if harmless else "html"
        self.unit.outputs.append(Output(line, column, inner[:120], paths, escaping, self.page.spot(), how))
        self.page.hole()

    def _pipeline(self, text: str) -> tuple[tuple[Path, ...], list[str]]:
        """The paths that a pipeline is made of, and the functions in it."""
        paths: dict[Path, None] = {}
        functions: list[str] = []
        for found in _TOKEN.finditer(text[:2_000]):
            if found.group("field"):
                paths.update(dict.fromkeys(self._field(found.group("field"))))
            elif found.group("name") and not found.group("name")[0].isdigit():
                functions.append(found.group("name"))
        if functions and functions[0] in {"len", "eq", "ne", "lt", "gt", "le", "ge", "not"}:
            return (), functions
        return tuple(paths)[:12], functions

    def _field(self, word: str) -> tuple[Path, ...]:
        head, *parts = word.split(".")
        parts = [part for part in parts if part]
        if head == "$":
            return tuple((*before, *parts) for before in self.top)
        if head.startswith("$"):
            return tuple((*before, *parts) for before in self.names.get(head, ()))
        return tuple((*before, *parts) for before in self.dot)

    def _open(self, name: str, rest: str, line: int, column: int) -> None:
        if len(self.frames) >= MAX_DEPTH:
            if not self.skipped:
                self.made.problems.append((line, f"more than {MAX_DEPTH} blocks in each other"))
            self.skipped += 1
            return
        self.frames.append((name, self.dot, self.names, self.unit))
        self.names = dict(self.names)
        if name == "range":
            names, _, value = _assigned(rest)
            over = tuple((*path, ANY) for path in self._pipeline(value)[0])
            self.names.update(dict.fromkeys(re.findall(r"\$\w+", names), over))
            self.dot = over
        elif name == "with":
            named, _, value = _assigned(rest)
            self.dot = self._pipeline(value)[0]
            if named:
                self.names[named] = self.dot
        elif name in {"define", "block"}:
            title = re.match(r"""["`]([^"`]+)["`]""", rest)
            key = title.group(1) if title is not None else ""
            if name == "block":
                self._template(rest, line, column)
            self.unit = self.made.units.setdefault(key, Unit(key, "define")) if key else self.unit
            self.dot = ((),)

    def _template(self, rest: str, line: int, column: int) -> None:
        title = re.match(r"""["`]([^"`]+)["`]""", rest)
        if title is None:
            return
        paths, functions = self._pipeline(rest[title.end() :])
        given = {}
        if functions[:1] in (["dict"], ["map"], ["props"]):
            pairs = [
                found for found in _TOKEN.finditer(rest[title.end() :][:2_000]) if found.lastgroup not in {None, "sign"}
            ]
            for key, value in zip(pairs[1::2], pairs[2::2], strict=False):
                if key.group("text") and value.group("field"):
                    given[key.group("text")[1:-1]] = self._field(value.group("field"))
        use = Use("call", title.group(1), line, column, given, context=() if given else paths, alone=True)
        self.unit.uses.append(use)
        if self.page.form is not None:
            self.page.form.uses.append(use)


def _assigned(text: str) -> tuple[str, str, str]:
    """The variable that is given a value, the sign, and the value; no name where there is none."""
    found = re.match(r"^(\$\w+(?:\s*,\s*\$\w+)?)\s*(:=|=)\s*(.*)$", text, re.DOTALL)
    return (found.group(1), found.group(2), found.group(3)) if found is not None else ("", "", text)
