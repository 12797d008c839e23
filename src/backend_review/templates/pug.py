"""Pug (Jade): ``p= escaped``, ``p!= raw``, ``#{escaped}``, ``!{raw}``, ``a(href=url)``. https://pugjs.org/language/

Read by its lines; what is not understood is text.
"""

from __future__ import annotations

import re

from backend_review.templates.data import ANY, MAX_DEPTH, MAX_OUTPUTS, Form, Output, Path, Spot, Template, Unit, Use
from backend_review.templates.paths import parse, rooted

_TAG = re.compile(r"([A-Za-z][\w:-]*)?((?:[.#][\w-]+)*)")
_INTERPOLATED = re.compile(r"(?<!\\)([#!])\{([^{}]*)\}")
_EACH = re.compile(r"^(?:each|for)\s+([\w$]+)(?:\s*,\s*([\w$]+))?\s+(?:in|of)\s+(.+)$")
_WORDS = re.compile(r"^(if|else|unless|case|when|default|while|doctype|block|append|prepend|yield)\b")
_ATTRIBUTE = re.compile(r"""\s*,?\s*(?:'([^']+)'|"([^"]+)"|([^\s=,!()'"]+))\s*(!?=)?\s*""")
_HARMLESS = re.compile(
    r"(?i)^(?:JSON\.stringify|encodeURI\w*|Number|parseInt|csrf\w*|moment|\w+Time)\b|(?<!un)escape|sanit|purif|\bxss\b"
)
_ADDRESSES = {
    "href": {"a", "area"},
    "src": {"iframe", "script", "embed"},
    "action": {"form"},
    "formaction": {"button", "input"},
}
_STARTS_FIXED = re.compile(r"""^\(*\s*(?:'[^']|"[^"]|`[^`$])""")


def read(path: str, text: str) -> Template:
    """Read a Pug template."""
    return _Reader(path, text).read()


class _Reader:
    def __init__(self, path: str, text: str) -> None:
        self.lines = text.split("\n")
        self.made = Template(path, "pug")
        self.unit: Unit = self.made.main
        self.names: dict[str, tuple[Path, ...]] = {}
        self.frames: list[tuple[int, Unit, dict[str, tuple[Path, ...]]]] = []
        self.forms: list[tuple[int, Form]] = []
        self.at = 0
        self.count = 0

    def read(self) -> Template:
        deeper = -1  # lines that are deeper than this are a comment or a text
        kind = ""
        while self.at < len(self.lines):
            line = self.lines[self.at].rstrip("\r")
            self.at += 1
            bare = line.strip()
            if not bare:
                continue
            indent = len(line) - len(line.lstrip())
            if deeper >= 0 and indent > deeper:
                if kind:
                    self._text(
                        bare, self.at, indent, Spot("script", "script") if kind == "script" else Spot(element=kind)
                    )
                continue
            deeper, kind = -1, ""
            self._leave(indent)
            if bare.startswith("//"):
                deeper = indent
                continue
            block = self._line(bare, indent)
            if block:
                deeper, kind = indent, block
            if self.count > MAX_OUTPUTS:
                self.made.problems.append((self.at, f"more than {MAX_OUTPUTS} values are written"))
                break
        return self.made

    def _leave(self, indent: int) -> None:
        while self.frames and indent <= self.frames[-1][0]:
            _, self.unit, self.names = self.frames.pop()
        while self.forms and indent <= self.forms[-1][0]:
            self.forms.pop()

    def _enter(self, indent: int) -> bool:
        if len(self.frames) >= MAX_DEPTH:
            self.made.problems.append((self.at, f"more than {MAX_DEPTH} blocks in each other"))
            return False
        self.frames.append((indent, self.unit, self.names))
        self.names = dict(self.names)
        return True

    def _line(self, bare: str, indent: int) -> str:
        """Read a line; the element whose text the deeper lines are, "" when they are lines like this one."""
        line, column = self.at, indent + 1
        each = _EACH.match(bare)
        if bare.startswith(("-", "!=", "=")):
            self._code(bare, line, column)
        elif bare.startswith("|"):
            self._text(bare[1:], line, column, Spot())
        elif bare.startswith("<"):
            self._text(bare, line, column, Spot())
        elif each is not None:
            if self._enter(indent):
                over = _own(parse(each.group(3), "").under(self.names))
                self.names[each.group(1)] = tuple((*path, ANY) for path in over)
                if each.group(2):
                    self.names[each.group(2)] = ()
        elif bare.startswith(("include ", "extends ")):
            word, _, name = bare.partition(" ")
            self._use(Use(word, name.strip(), line, column, dict(self.names) if word == "include" else {}))
        elif bare.startswith("mixin "):
            self._mixin(bare[6:], indent)
        elif bare.startswith("+"):
            self._call(bare[1:], line, column)
        elif bare.startswith(("block", "append", "prepend")) and re.match(r"^\w+(\s+\w+)*$", bare):
            self._block(bare, indent, line, column)
        elif not _WORDS.match(bare) or bare.startswith("blockquote"):
            return self._element(bare, indent, line, column)
        return ""

    def _block(self, bare: str, indent: int, line: int, column: int) -> None:
        name = bare.split()[-1]
        if self._enter(indent):
            self._use(Use("call", f"block {name}", line, column))
            self.unit = self.made.units.setdefault(f"block {name}", Unit(name, "block"))

    def _mixin(self, rest: str, indent: int) -> None:
        found = re.match(r"([\w-]+)\s*(?:\(([^()]*)\))?", rest)
        if found is None or not self._enter(indent):
            return
        names = [part.partition("=")[0].strip(" .") for part in (found.group(2) or "").split(",")]
        unit = Unit(found.group(1), "mixin", [name for name in names if name.isidentifier()])
        self.made.units[f"mixin {unit.name}"] = unit
        self.unit, self.names = unit, {name: ((name,),) for name in unit.parameters}

    def _call(self, rest: str, line: int, column: int) -> None:
        found = re.match(r"([\w-]+)\s*(\(.*)?$", rest)
        if found is None:
            return
        parsed = parse("f" + (found.group(2) or "()"), "")
        placed = tuple(_own(rooted(value, self.names)) for call in parsed.calls[-1:] for value in call.placed)
        self._use(Use("call", f"mixin {found.group(1)}", line, column, placed=placed, alone=True))

    def _use(self, use: Use) -> None:
        self.unit.uses.append(use)
        for _, form in self.forms[-1:]:
            form.uses.append(use)

    def _code(self, bare: str, line: int, column: int) -> None:
        if bare.startswith("-"):
            found = re.match(r"-\s*(?:const|let|var)\s+([\w$]+)\s*=\s*(.+)$", bare)
            if found is not None:
                self.names[found.group(1)] = _own(parse(found.group(2), "").under(self.names))
            return
        raw = bare.startswith("!=")
        self._output(bare.lstrip("!= "), line, column, raw, Spot(), "!=")

    def _output(self, code: str, line: int, column: int, raw: bool, spot: Spot, how: str) -> None:
        self.count += 1
        for _, form in self.forms[-1:]:
            form.written.append(code[:200])
        parsed = parse(code, "")
        harmless = bool(parsed.calls) and _HARMLESS.search(code.partition("(")[0]) is not None
        escaping = "raw" if raw else "html"
        if harmless and not (raw and spot.kind == "script" and code.startswith("JSON")):
            escaping = "script" if code.startswith("JSON") else "harmless"
        paths = _own(parsed.under(self.names))
        self.unit.outputs.append(Output(line, column, code[:120], paths, escaping, spot, how if raw else ""))

    def _text(self, text: str, line: int, column: int, spot: Spot) -> None:
        for found in _INTERPOLATED.finditer(text):
            self._output(found.group(2).strip(), line, column + found.start(), found.group(1) == "!", spot, "!{ }")

    def _element(self, bare: str, indent: int, line: int, column: int) -> str:
        found = _TAG.match(bare)
        if found is None or not found.group():
            return ""
        name = found.group(1) or "div"
        attributes: dict[str, str] = {}
        at = found.end()
        rest = bare[at:]
        if rest.startswith("("):
            rest, attributes = self._attributes(rest, name, line, column + at)
        if name == "form":
            form = Form(line, column, attributes, ended=True)
            self.made.forms.append(form)
            if len(self.forms) < MAX_DEPTH:
                self.forms.append((indent, form))
        elif name in {"input", "textarea", "button"} and self.forms:
            self.forms[-1][1].note(name, attributes)
        rest = rest.removeprefix("&attributes(attributes)").lstrip("/")
        place = column + len(bare) - len(rest)
        if rest.startswith(("!=", "=")):
            self._output(rest.lstrip("!= "), line, place, rest.startswith("!="), _inside(name), "!=")
        elif rest.startswith(":"):
            return self._element(rest[1:].strip(), indent, line, place)
        elif rest == "." or (name in {"script", "style"} and not rest.strip()):
            return name
        else:
            self._text(rest, line, place, _inside(name))
        return ""

    def _attributes(self, rest: str, element: str, line: int, column: int) -> tuple[str, dict[str, str]]:
        """The attributes in brackets, which may go over lines; what follows them."""
        depth, index, quote, taken = 0, 0, "", 0
        while True:
            while index < len(rest):
                char = rest[index]
                if quote:
                    quote = "" if char == quote and rest[index - 1] != "\\" else quote
                elif char in "'\"`":
                    quote = char
                elif char in "([{":
                    depth += 1
                elif char in ")]}":
                    depth -= 1
                    if depth == 0:
                        break
                index += 1
            if index < len(rest) or self.at >= len(self.lines) or taken > 200:
                break
            rest += "\n" + self.lines[self.at].rstrip("\r")
            self.at += 1
            taken += 1
        inner, after = rest[1:index], rest[index + 1 :]
        return after, dict(self._pairs(inner, element, line, column))

    def _pairs(self, inner: str, element: str, line: int, column: int) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        at = 0
        while at < len(inner) and len(found) < 100:
            name = _ATTRIBUTE.match(inner, at)
            if name is None or name.end() == at:
                at += 1
                continue
            at = name.end()
            label = (name.group(1) or name.group(2) or name.group(3) or "").lower()
            if not name.group(4):
                found.append((label, ""))
                continue
            end = _value_end(inner, at)
            value = inner[at:end].strip()
            fixed = re.fullmatch(r"""'[^']*'|"[^"]*"|`[^`$]*`""", value)
            found.append((label, value[1:-1] if fixed else "\0"))
            if not fixed:
                row = inner[: name.start()].count("\n") + (inner[name.start() :].startswith("\n"))
                kind = "attribute"
                if label.startswith("on"):
                    kind = "handler"
                elif element in _ADDRESSES.get(label, ()) and not _STARTS_FIXED.match(value):
                    kind = "url"
                spot = Spot(kind, element, label)
                self._output(value, line + row, column, name.group(4) == "!=", spot, f"{label}!=")
            at = end
        return found


def _value_end(text: str, at: int) -> int:
    """Where the value of an attribute ends: at a comma, or a blank before the next name, outside of brackets."""
    depth, quote, index = 0, "", at
    while index < len(text):
        char = text[index]
        if quote:
            quote = "" if char == quote and text[index - 1] != "\\" else quote
        elif char in "'\"`":
            quote = char
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        elif depth == 0 and char == ",":
            return index
        elif (
            depth == 0 and char.isspace() and re.match(r"\s+[\w@:.'\"-]+\s*(?:!?=(?!=)|$|\s)", text[index : index + 80])
        ):
            before = text[at:index].rstrip()
            if before and before[-1] not in "+-*/?:&|=<>!(":
                return index
        index += 1
    return index


def _inside(name: str) -> Spot:
    return Spot("script" if name == "script" else "style" if name == "style" else "text", name)


def _own(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(path[1:] if path[:1] == ("locals",) and len(path) > 1 else path for path in paths)
