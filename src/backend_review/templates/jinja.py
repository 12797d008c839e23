"""Jinja, Django, Nunjucks, Twig and Tornado: ``{{ value|filter }}`` and ``{% tag %}``.

https://jinja.palletsprojects.com/en/stable/templates/, https://docs.djangoproject.com/en/stable/ref/templates/builtins/,
https://mozilla.github.io/nunjucks/templating.html, https://www.tornadoweb.org/en/stable/template.html
"""

from __future__ import annotations

import re

from backend_review.templates.data import ANY, MAX_DEPTH, MAX_OUTPUTS, Output, Path, Template, Unit, Use
from backend_review.templates.html import Lines, Page
from backend_review.templates.paths import Parsed, parse, rooted

_OPEN = re.compile(r"\{[{%#]")
_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_ASSIGN = re.compile(r"""(\w+)\s*=\s*((?:"[^"]*"|'[^']*'|[^\s,"']+(?:\([^()]*\))?[^\s,"']*)+)""")
_FOR = re.compile(r"^(.+?)\s+in\s+(.+?)(?:\s+(?:if|recursive)\b.*)?$", re.DOTALL)
_NAME = re.compile(r"""^["']([^"']+)["']""")
_SAFE = {"safe", "safeseq", "Markup", "raw", "mark_safe"}
_ESCAPE = {
    "e", "escape", "forceescape", "force_escape", "linebreaks", "linebreaksbr", "urlize", "urlizetrunc", "linenumbers",
    "conditional_escape", "xmlattr", "unordered_list", "nl2br",
}  # fmt: skip
_SCRIPT = {"tojson", "escapejs", "json_script", "to_json", "jsonify"}
_HARMLESS = {
    "int", "float", "length", "count", "wordcount", "date", "time", "datetime", "filesizeformat", "urlencode",
    "slugify", "striptags", "timesince", "timeuntil", "floatformat", "intcomma", "pluralize", "yesno", "add_class", "naturaltime",
    "stringformat", "widthratio", "hash", "md5", "url_encode", "round", "abs", "sum", "b64encode",
}  # fmt: skip
_CLEANS = re.compile(
    r"(?i)sanit|(?<!un)escape|bleach|clean|strip_?tags|purif|nh3|xss|_date|date_|format_?(?:date|time|number)|currency"
)
_LINK = re.compile(r"(?i)(?:^|\.|_)(?:url\w*|reverse\w*|route\w*)$")
# What the fields of Django's and WTForms' forms are declared with, whatever was sent:
# https://docs.djangoproject.com/en/stable/ref/forms/api/#attributes-of-boundfield
_DECLARED = re.compile(r"\w\.(?:help_text|label_tag|legend_tag|id_for_label|auto_id|html_name)$")


def read(path: str, text: str, dialect: str) -> Template:
    """Read a template of this family. ``dialect`` is jinja or nunjucks; Django and Tornado show by their tags."""
    return _Reader(path, text, dialect).read()


class _Reader:
    def __init__(self, path: str, text: str, dialect: str) -> None:
        self.text = text
        self.lines = Lines(text)
        self.page = Page(text, self.lines)
        self.made = Template(path, dialect)
        self.unit: Unit = self.made.main
        self.scopes: list[
            tuple[str, dict[str, tuple[Path, ...]], Unit, str]
        ] = []  # tag, names, unit and escaping before
        self.names: dict[str, tuple[Path, ...]] = {}
        self.escapes = "default"
        self.off = ""  # what switched escaping off
        self.count = 0

    def read(self) -> Template:
        at, end = 0, len(self.text)
        while at < end:
            found = _OPEN.search(self.text, at)
            if found is None:
                break
            mark = found.group()
            close = self.text.find(_CLOSE[mark], found.end())
            if close < 0:
                self.made.problems.append((self.lines.at(found.start())[0], f"`{mark}` that is never closed"))
                break
            self.page.feed(at, found.start())
            at = close + 2
            inner = self.text[found.end() : close].strip("-+ \t\r\n~")
            if mark == "{{":
                self._output(inner, found.start())
            elif mark == "{%":
                at = self._tag(inner, found.start(), at)
            if self.count > MAX_OUTPUTS:
                self.made.problems.append((self.lines.at(at)[0], f"more than {MAX_OUTPUTS} values are written"))
                return self._done()
        self.page.feed(at, end)
        return self._done()

    def _done(self) -> Template:
        self.made.forms = self.page.forms
        self.made.is_html = self.page.has_markup
        return self.made

    # What is written

    def _output(self, inner: str, start: int, how: str = "") -> None:
        self.count += 1
        inner = inner.lstrip("!=")  # Bottle, Tornado: nothing else begins so
        parsed = parse(inner)
        escaping, why = ("raw", how) if how else self._escaping(parsed)
        line, column = self.lines.at(start)
        self._note_calls(parsed, line, column, escaping)
        written = self.page.form
        if written is not None:
            written.written.append(inner[:200])
        paths = parsed.under(self.names)
        if escaping == "raw" and (parsed.escaped or _DECLARED.search(inner.partition("|")[0].rstrip())):
            escaping = "harmless"
        self.unit.outputs.append(Output(line, column, inner[:120], paths, escaping, self.page.spot(), why))
        self.page.hole(any(_LINK.search(call.name) for call in parsed.calls))

    def _escaping(self, parsed: Parsed) -> tuple[str, str]:
        made, how, settled = self.escapes, self.off, False
        for name in parsed.filters:
            if name in _SAFE:
                made, how = (made, how) if settled else ("raw", f"|{name}")
            elif name in _SCRIPT:
                made, settled = "script", True
            elif name in _HARMLESS or _CLEANS.search(name):
                made, settled = "harmless", True
            elif name in _ESCAPE:
                made, settled = "html" if made in {"raw", "default"} else made, True
        return made, how if made == "raw" else ""

    def _note_calls(self, parsed: Parsed, line: int, column: int, escaping: str) -> None:
        for call in parsed.calls:
            if call.name not in {"url_for", "super", "caller", "_", "gettext"}:
                given = {name: rooted(value, self.names) for name, value in call.named.items()}
                placed = tuple(rooted(value, self.names) for value in call.placed)
                use = Use("call", call.name, line, column, given, placed, alone=True, escaping=escaping)
                self._use(use)

    def _use(self, use: Use) -> None:
        self.unit.uses.append(use)
        if self.page.form is not None:
            self.page.form.uses.append(use)

    # Tags

    def _tag(self, inner: str, start: int, at: int) -> int:
        word, _, rest = inner.partition(" ")
        word, rest = word.strip(), rest.strip()
        if word in {"raw", "verbatim", "comment"} and not (word == "raw" and rest):
            return self._skip(word, at)
        self._note_tag(word, inner, start)
        line, column = self.lines.at(start)
        if word == "raw":  # Tornado
            self._output(rest, start, "{% raw %}")
        elif word.startswith("end") and len(word) >= 3:
            self._end(word[3:])
        elif word in {"include", "extends", "import", "from"}:
            self._other(word, rest, line, column)
        elif word in {"set", "assign"}:
            self._set(rest)
        elif word in {
            "for",
            "with",
            "macro",
            "block",
            "autoescape",
            "call",
            "blocktrans",
            "blocktranslate",
            "if",
            "filter",
            "while",
            "try",
        }:
            self._open(word, rest, line, column)
        elif word in {"firstof", "cycle"}:
            for item in re.findall(r"[\w.]+", rest)[:5]:
                self._output(item, start)
        elif word == "autoescape":
            self._autoescape(rest)
        return at

    def _note_tag(self, word: str, inner: str, start: int) -> None:
        if word == "load":
            self.made.dialect = "django"
        elif word == "url" and " as " not in inner:
            self.page.hole(link=True)
        form = self.page.form
        if form is not None:
            form.written.append(inner[:200])
            if word in {"partial", "component"} or ("form" in word and not word.startswith("end")):
                form.uses.append(Use("include", f"{word} ", self.lines.at(start)[0]))  # a tag of somebody's own

    def _skip(self, word: str, at: int) -> int:
        found = re.compile(rf"\{{%-?\s*end{word}\s*-?%\}}").search(self.text, at)
        if found is None:
            self.made.problems.append((self.lines.at(at)[0], f"`{word}` that is never closed"))
            return len(self.text)
        if word != "comment":
            self.page.feed(at, found.start())
        return found.end()

    def _push(self, tag: str) -> None:
        if len(self.scopes) >= MAX_DEPTH:
            raise TooDeepError
        self.scopes.append((tag, self.names, self.unit, f"{self.escapes}\n{self.off}"))
        self.names = dict(self.names)

    def _end(self, tag: str) -> None:
        if not tag and self.scopes:  # Tornado: {% end %}
            tag = self.scopes[-1][0]
        for depth in range(len(self.scopes) - 1, -1, -1):
            if self.scopes[depth][0] == tag:
                names, self.unit = self.scopes[depth][1], self.scopes[depth][2]
                self.names = names if tag != "if" else {**names, **self.names}
                self.escapes, _, self.off = self.scopes[depth][3].partition("\n")
                del self.scopes[depth:]
                return

    def _open(self, word: str, rest: str, line: int, column: int) -> None:
        if word == "autoescape" and rest in {"None", "xhtml_escape"}:  # Tornado: for all that follows
            self._autoescape(rest)
            return
        try:
            self._push("blocktrans" if word == "blocktranslate" else word)
        except TooDeepError:
            self.made.problems.append((line, f"more than {MAX_DEPTH} tags in each other"))
            return
        if word == "for":
            found = _FOR.match(rest)
            if found is not None:
                over = parse(found.group(2)).under(self.names)
                for name in re.findall(r"\w+", found.group(1)):
                    self.names[name] = tuple((*path, ANY) if path[-1:] != (ANY,) else path for path in over)
        elif word in {"with", "blocktrans"}:
            self._with(rest)
        elif word == "macro":
            self._macro(rest)
        elif word == "block":
            name = rest.split()[0] if rest else ""
            unit = self.made.units.setdefault(f"block {name}", Unit(name, "block"))
            self._use(Use("call", f"block {name}", line, column))
            self.unit = unit
        elif word == "autoescape":
            self._autoescape(rest)
        elif word == "call":
            self._note_calls(parse(rest.partition(")")[2] if rest.startswith("(") else rest), line, column, "raw")

    def _autoescape(self, rest: str) -> None:
        off = rest.lower() in {"off", "false", "none"}
        self.escapes, self.off = ("raw", f"{{% autoescape {rest} %}}") if off else ("html", "")

    def _with(self, rest: str) -> None:
        renamed = re.match(r"^(.+?)\s+as\s+(\w+)$", rest)
        if renamed is not None:
            self.names[renamed.group(2)] = parse(renamed.group(1)).under(self.names)
            return
        for name, value in _ASSIGN.findall(rest)[:40]:
            self.names[name] = self._value(value)

    def _value(self, text: str) -> tuple[Path, ...]:
        """What a variable of the template is made of; nothing where a filter leaves no markup."""
        parsed = parse(text)
        escaping, _ = self._escaping(parsed)
        return () if escaping in {"harmless", "script"} or parsed.escaped else parsed.under(self.names)

    def _set(self, rest: str) -> None:
        name, equals, value = rest.partition("=")
        for item in re.findall(r"\w+", name.partition(".")[0])[:8]:
            self.names[item] = self._value(value) if equals else ()

    def _macro(self, rest: str) -> None:
        parsed = re.match(r"(\w+)\s*\((.*)\)\s*$", rest, re.DOTALL)
        if parsed is None:
            return
        names = [part.partition("=")[0].strip() for part in parsed.group(2).split(",")]
        unit = Unit(parsed.group(1), "macro", [name for name in names if name.isidentifier()])
        self.made.units[f"macro {unit.name}"] = unit
        self.unit, self.names = unit, {name: ((name,),) for name in unit.parameters}

    def _other(self, word: str, rest: str, line: int, column: int) -> None:
        found = _NAME.match(rest)
        if found is None:
            return
        name, after = found.group(1), rest[found.end() :]
        if word == "import":
            alias = re.search(r"\bas\s+(\w+)", after)
            if alias is not None:
                self.made.imports[alias.group(1)] = name
        elif word == "from":
            for taken in re.findall(r"(\w+)(?:\s+as\s+(\w+))?", after.partition("import")[2])[:40]:
                if taken[0] not in {"with", "without", "context"}:
                    self.made.taken[taken[1] or taken[0]] = (name, taken[0])
        else:
            given = (
                {key: self._value(value) for key, value in _ASSIGN.findall(after)[:40]}
                if " with " in f" {after} "
                else {}
            )
            own = {key: paths for key, paths in self.names.items() if word == "include"}
            alone = bool(re.search(r"\bonly\b|without context", after))
            self._use(Use(word, name, line, column, {**own, **given}, alone=alone))


class TooDeepError(Exception):
    """Tags are nested deeper than anybody writes."""
