"""Where in a page a place is: the HTML around what a template writes, read tolerantly and once from start to end."""

from __future__ import annotations

import re
from bisect import bisect_right

from backend_review.templates.data import Form, Spot

_TAG = re.compile(r"<(!--|/?[A-Za-z][\w:.-]*|[!?])")
_NAME = re.compile(r"""[^\s=>/"'][^\s=>/]*""")
_EQUALS = re.compile(r"\s*=\s*")
_QUOTES = re.compile(r"""\\.|['"`\n]|//[^\n]*|/\*""", re.DOTALL)
_VALUE_END = re.compile(r"[\s>]")
_HOLE = "\0"  # stands for what a template writes in the value of an attribute
# Elements whose content is no markup.
_OPAQUE = {"script", "style", "textarea", "title"}
# Attributes that browsers follow, or run: by elements, where not all do.
_ADDRESSES = {
    "href": {"a", "area", "base"}, "src": {"iframe", "script", "embed", "frame"}, "action": {"form"},
    "formaction": {"button", "input"}, "data": {"object"}, "xlink:href": set(), "srcdoc": set(),
}  # fmt: skip
_HANDLER = re.compile(
    r"^(?:on[a-z]+|x-(?!cloak|ref)[\w:.-]+|@[\w:.-]+|v-(?:on|bind|html|if)\b.*|:[\w-]+|ng-\w+|data-ng-\w+|hx-on.*)$"
)
_PROGRAM = re.compile(r"^$|javascript|ecmascript|^module$|jsx|babel")


class Lines:
    """Lines and columns of a text, from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def at(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class Page:
    """The state of a page between two places of its text; ``feed`` the literal parts, and say where a ``hole`` is."""

    def __init__(self, text: str, lines: Lines) -> None:
        self.text = text
        self.lines = lines
        self.forms: list[Form] = []
        self.has_markup = False
        self._state = "text"
        self._element = ""
        self._attribute = ""
        self._value = ""
        self._quote = ""
        self._script = ""  # the quote that a script is in
        self._attributes: dict[str, str] = {}
        self._start = 0
        self._opaque = ""
        self._linked = False  # the address of a form begins with one that the application makes

    @property
    def form(self) -> Form | None:
        """The form that is open."""
        return self.forms[-1] if self.forms and not self.forms[-1].ended else None

    def spot(self) -> Spot:
        """Where the page is now."""
        state = self._state
        if state in {"text", "comment"}:
            return Spot(state)
        if state == "opaque":
            return self._in_opaque()
        if state == "tag":
            return Spot("unquoted", self._element)
        if state in {"equals", "bare"}:
            return Spot("unquoted", self._element, self._attribute)
        return self._in_attribute()

    def _in_opaque(self) -> Spot:
        if self._opaque == "script":
            if not _PROGRAM.search(self._attributes.get("type", "").lower()):
                return Spot("data", "script")
            return Spot("script" if self._script in {"", "`"} else "script-text", "script")
        return Spot("style" if self._opaque == "style" else "text", self._opaque)

    def _in_attribute(self) -> Spot:
        name, element = self._attribute, self._element
        kind = "attribute"
        if _HANDLER.match(name):
            kind = "handler"
        elif name in _ADDRESSES and not self._value.strip():
            kind = "url" if not _ADDRESSES[name] or element in _ADDRESSES[name] else "attribute"
        return Spot(kind, element, name)

    def hole(self, link: bool = False) -> None:
        """The template writes something here; ``link``: an address of the application."""
        if link and self._attribute == "action" and not self._value:
            self._linked = self._state in {"equals", "bare", "quoted"}
        if self._state == "equals":
            self._state = "bare"
        if self._state in {"bare", "quoted"}:
            self._value += _HOLE

    def feed(self, start: int, end: int) -> None:
        """Go over a literal part of the text."""
        step = {
            "text": self._text, "comment": self._comment, "opaque": self._in_element, "tag": self._tag,
            "equals": self._equals, "quoted": self._quoted, "bare": self._bare,
        }  # fmt: skip
        while start < end:
            start = step[self._state](start, end)

    def _text(self, start: int, end: int) -> int:
        at = self.text.find("<", start, end)
        if at < 0:
            return end
        found = _TAG.match(self.text, at, end)
        if found is None:
            if at + 1 == end:  # <{{ name }}
                self._open("", at)
            return at + 1
        name = found.group(1)
        if name == "!--":
            self._state = "comment"
        else:
            self._open(name.lower(), at)
        return found.end()

    def _open(self, name: str, at: int) -> None:
        self._state, self._element, self._attributes, self._start = "tag", name, {}, at
        self._linked = False
        self.has_markup = self.has_markup or name not in {"", "!", "?"}

    def _comment(self, start: int, end: int) -> int:
        at = self.text.find("-->", start, end)
        if at < 0:
            return end
        self._state = "text"
        return at + 3

    def _tag(self, start: int, end: int) -> int:
        char = self.text[start]
        if char == ">":
            self._close()
            return start + 1
        found = _NAME.match(self.text, start, end)
        if found is None:
            return start + 1
        self._attribute, self._value = found.group().lower(), ""
        equals = _EQUALS.match(self.text, found.end(), end)
        if equals is None:
            self._attributes.setdefault(self._attribute, "")
            return found.end()
        self._state = "equals"
        return equals.end()

    def _equals(self, start: int, end: int) -> int:
        char = self.text[start]
        if char in "\"'":
            self._state, self._quote = "quoted", char
            return start + 1
        if char == ">":
            self._close()
            return start + 1
        self._state = "bare"
        return start

    def _quoted(self, start: int, end: int) -> int:
        at = self.text.find(self._quote, start, end)
        self._value += self.text[start : at if at >= 0 else end][:400]
        if at < 0:
            return end
        self._keep()
        return at + 1

    def _bare(self, start: int, end: int) -> int:
        found = _VALUE_END.search(self.text, start, end)
        at = found.start() if found is not None else end
        self._value += self.text[start:at][:400]
        if found is not None:
            self._keep()
        return at

    def _keep(self) -> None:
        self._attributes.setdefault(self._attribute, self._value)
        self._state = "tag"

    def _close(self) -> None:
        """The end of a tag."""
        name = self._element
        self._state = "text"
        if name in _OPAQUE:
            self._state, self._opaque, self._script = "opaque", name, ""
        elif name == "form":
            line, column = self.lines.at(self._start)
            self.forms.append(Form(line, column, dict(self._attributes), links=self._linked))
        elif name == "/form" and self.form is not None:
            self.form.ended = True
        elif name in {"input", "textarea", "button"} and self.form is not None:
            self.form.note(name, self._attributes)

    def _in_element(self, start: int, end: int) -> int:
        found = re.compile(rf"</{self._opaque}\b", re.IGNORECASE).search(self.text, start, end)
        stop = found.start() if found is not None else end
        if self._opaque == "script":
            self._run_script(start, stop)
        if found is None:
            return end
        self._open("/" + self._opaque, found.start())
        return found.end()

    def _run_script(self, start: int, end: int) -> None:
        """Which quotes the end of a part of a script is in."""
        while start < end:
            if self._script == "/*":
                at = self.text.find("*/", start, end)
                if at < 0:
                    return
                self._script, start = "", at + 2
                continue
            found = _QUOTES.search(self.text, start, end)
            if found is None:
                return
            mark, start = found.group(), found.end()
            if mark == self._script or (mark == "\n" and self._script in {"'", '"'}):
                self._script = ""
            elif not self._script and mark in {"'", '"', "`", "/*"}:
                self._script = mark
            elif self._script and mark.startswith("/"):
                start = found.start() + 1  # it is no comment in quotes
