"""Which expressions of the code end up where in which template, as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Module
from backend_review.index.project import Project
from backend_review.index.syntax import walk
from backend_review.rendering.calls import Calls
from backend_review.rendering.data import Rendering
from backend_review.rendering.inline import inline
from backend_review.rendering.library import Hit, Library
from backend_review.templates import Path

# Functions that templates of Go are given, which say that what they get needs no escaping.
_GO_FUNCTION = re.compile(
    r'"(\w+)"\s*[:,]\s*func\(\s*\w+\s+[^)]*\)\s*(?:\w+\.)?template\.(?:HTML|HTMLAttr|JS|JSStr|CSS|URL|Srcset)\s*\{\s*return\s+template\.\w+\('
)
_GO_NAMED = re.compile(r'"(\w+)"\s*:\s*(\w+)\s*[,}\n]')
_GO_DEFINED = re.compile(
    r"\bfunc\s+(\w+)\(\s*\w+\s+[^)]*\)\s*template\.(?:HTML|HTMLAttr|JS|JSStr|CSS|URL|Srcset)\s*\{\s*return\s+template\.\w+\(\s*\w+\s*\)"
)
_SHARED = re.compile(r"^(?:res|response|ctx|app|this|req\.app)\.(?:locals|state)\.([\w$]+)$|^g\.(\w+)$")
# Escaping is switched off for all templates of the project.
_OFF = {
    "python": re.compile(r"\bjinja_env\.autoescape\s*=\s*False|Jinja2Templates\([^)]*autoescape\s*=\s*False"),
    "javascript": re.compile(
        r"(?m)^[^/*\n]*\b(?:swig\.setDefaults|nunjucks\.configure)\((?:[^()]|\([^()]*\))*?autoescape['\"]?\s*:\s*false"
    ),
}
_SETUP = re.compile(r"(?:^|/)(?:config|lib|utils|core|settings|setup|bootstrap|loaders|middlewares?)$")
_ROLES = {"production", "script"}
_LOCALS = re.compile(r"\.(?:locals|state)\.|\bg\.\w+\s*=|context_processor")


@dataclass(slots=True)
class Reached:
    """A member of an expression is written by a template, as it is.

    ``danger`` is why that matters: see ``Output.danger``. ``line`` and ``column`` are where the template is rendered.
    """

    module: Module
    node: Node
    member: Path
    hit: Hit
    danger: str
    line: int
    column: int


class Joined:
    """The templates of a project and the code that renders them."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.library = Library(project.files.values())
        self.trusting = _trusting(project) if self.library else frozenset()
        self.rendered: set[str] = set()  # the templates that some code was found to render, once it was looked for

    @cached_property
    def off(self) -> frozenset[tuple[str, str]]:
        """Where escaping is switched off: languages, and the folders for which."""
        live = [module for module in self.project.modules() if module.file.role in _ROLES]
        return frozenset(
            (item.language, _SETUP.sub("", item.path.rpartition("/")[0]))
            for item in live
            if item.language in _OFF and "autoescape" in item.file.text and _OFF[item.language].search(item.file.text)
        )

    def dangerous(self, path: str, unit: str = "", escapes: str = "") -> list[tuple[Hit, str]]:
        """What a template writes as it is, where that matters, with the reason."""
        found = []
        for hit in self.library.hits(path, unit):
            danger = self.danger(hit, escapes)
            if danger:
                found.append((hit, danger))
        return found

    def danger(self, hit: Hit, escapes: str = "") -> str:
        """Why input must not be written there; "" where it may."""
        output = hit.output
        if self.library.template(hit.template).dialect == "go":
            raw = self.trusting & set(output.how.split()) and output.escaping != "harmless"
            return "raw" if raw and hit.html else ""
        if output.escaping == "default" and escapes == "nothing" and hit.html:
            return "raw"
        return output.danger if hit.html or output.danger != "raw" else ""

    def in_code(self) -> Iterator[Reached]:
        """The expressions that templates which are texts in the code write as they are."""
        for module in self.project.modules():
            if module.file.role in _ROLES and module.language != "go":
                for item in inline(module):
                    hit = Hit(item.member, item.output, module.path, True)
                    place = item.output
                    yield Reached(module, item.expr.node, item.member, hit, item.danger, place.line, place.column)

    def reached(self) -> Iterator[Reached]:
        """All expressions of the code that templates write as they are."""
        wanted = {
            path
            for path in self.library.paths()
            if any(self.dangerous(path, unit, escapes) for escapes in ("", "nothing")
                   for unit in ("", *self._defined(path)))
        }  # fmt: skip
        if not wanted:
            return
        calls = Calls(self.library, wanted, self.off)
        for module in self.project.modules():
            if module.file.role in _ROLES:
                for rendering in calls.of(module):
                    hits = self.library.hits(rendering.template, rendering.unit)
                    self.rendered.update((rendering.template, *(hit.template for hit in hits)))
                    yield from self._given(rendering)
                if _LOCALS.search(module.file.text):
                    yield from self._shared(module, wanted)

    def _defined(self, path: str) -> list[str]:
        return [key for key, unit in self.library.template(path).units.items() if unit.kind == "define"]

    def _given(self, rendering: Rendering) -> Iterator[Reached]:
        for hit, danger in self.dangerous(rendering.template, rendering.unit, rendering.escapes):
            for expr, member in _meant(rendering, hit.path):
                yield Reached(rendering.module, expr.node, member, hit, danger, rendering.line, rendering.column)

    def _shared(self, module: Module, wanted: set[str]) -> Iterator[Reached]:
        """What all templates are given: ``res.locals.name = …``, ``g.name = …``, Flask's context processors."""
        found: dict[tuple[str, ...], list[tuple[Hit, str]]] = {}
        dialects = {"ejs", "handlebars", "pug", "nunjucks"} if module.language == "javascript" else {"jinja"}
        for path in sorted(wanted):
            if self.library.template(path).dialect in dialects:
                for hit, danger in self.dangerous(path):
                    found.setdefault(hit.path[:1], []).append((hit, danger))
        for node in walk(module.tree.root_node):
            if node.type not in {"assignment", "assignment_expression"}:
                continue
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            named = _SHARED.match(module.text(left)) if left is not None else None
            if named is None or right is None:
                continue
            root, skip = (("g",), 2) if named.group(2) else ((named.group(1),), 1)
            row, column = node.start_point
            place = module.file.column_of_byte(row + 1, column + 1)
            for hit, danger in found.get(root, ()):
                if skip == 1 or hit.path[1:2] == (named.group(2),):
                    yield Reached(module, right, hit.path[skip:], hit, danger, row + 1, place)


def _meant(rendering: Rendering, path: Path) -> Iterator[tuple[Expr, Path]]:
    """The expressions that have what a template finds at a path."""
    if path and path[0] in rendering.given:
        yield rendering.given[path[0]], path[1:]
        return
    for context in rendering.contexts:
        yield context, path
    if not path:
        for value in rendering.given.values():
            yield value, ()


def _trusting(project: Project) -> frozenset[str]:
    """The functions that Go templates are given, that mark what they get as safe."""
    found: set[str] = set()
    defined: set[str] = set()
    named: list[tuple[str, str]] = []
    for file in project.files.values():
        if file.language == "go" and "template." in file.text:
            found.update(_GO_FUNCTION.findall(file.text))
            defined.update(_GO_DEFINED.findall(file.text))
            if "FuncMap" in file.text or "AddFunc" in file.text or "map[string]" in file.text:
                named += _GO_NAMED.findall(file.text)
    return frozenset(found | {name for name, function in named if function in defined})
