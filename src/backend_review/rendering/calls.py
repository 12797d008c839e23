"""Where the code renders templates: calls, decorators and classes that are given the name of a template.

No list of frameworks: a call that speaks of rendering and is given the name of a template of the project renders it;
what else it is given is what the template gets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tree_sitter import Node

from backend_review.index.expressions.data import FUNCTIONS, Expr, last_name
from backend_review.index.program import Module
from backend_review.index.syntax import walk
from backend_review.model.taint.analysis import outermost
from backend_review.model.taint.constants import Constants, Folding
from backend_review.rendering.data import Rendering
from backend_review.rendering.library import Library

_CALLS = {"call", "call_expression", "new_expression"}
# Words in what is called: render_template, TemplateResponse, reply.view, ExecuteTemplate, c.HTML, sendPage.
_RENDERS = re.compile(r"(?i)render|template(?!_?folder|_?dir)|view|execute|^html$|page|respond|\bhx$")
_OTHER = re.compile(
    r"(?i)^(?:get_template|select_template|url_for|template_filter|template_test|template_global|views?et|as_view)$"
)
_LOADS = {"get_template", "select_template", "getTemplate", "Lookup", "get_or_select_template"}
_NO_VALUES = {
    "request", "status", "status_code", "content_type", "using", "headers", "media_type", "mimetype", "charset",
    "background",
}  # fmt: skip
_CONTEXT = {"context", "ctx", "context_instance", "dictionary", "data", "locals", "template_vars", "extra_context"}
_NOT_CONTEXT = re.compile(
    r"^(?:self\.)?_?(?:request|req|response|res|w|rw|writer|c|ctx\.request|http\.\w+)$|^\(|Status\w+$|^c\.Writer$|^nil$|^None$|^null$"
)
_CONTEXT_METHODS = {"get_context_data", "get_context", "get_extra_context", "get_context_dict"}
_PYTHON_DIALECTS = frozenset({"jinja", "django", "nunjucks"})
_DIALECTS = {"python": _PYTHON_DIALECTS, "go": frozenset({"go"}),
             "javascript": frozenset({"ejs", "handlebars", "pug", "nunjucks", "jinja"})}  # fmt: skip
_QUICK = re.compile(r"(?i)render|template|\bview\b|execute|\.html\(")
# An environment of Jinja that is told nothing of escaping.
_BARE = re.compile(
    r"^(?=.*\bfrom jinja2\b|.*\bimport jinja2\b)(?=.*\bEnvironment\()(?!.*\bautoescape\s*=\s*(?!False))", re.DOTALL
)
_PARSES = re.compile(r"Parse(?:Files|FS|Glob)\(")


class Calls:
    """Finds the renderings of templates in the modules of a project."""

    def __init__(self, library: Library, wanted: set[str], off: frozenset[tuple[str, str]] = frozenset()) -> None:
        """``wanted`` are the paths of the templates that are asked about; ``off`` are the languages and
        folders for which escaping is switched off."""
        self.library = library
        self.off = off
        self.wanted = wanted
        names = {path.rpartition("/")[2].split(".")[0] for path in wanted}
        defined = {
            unit for path in wanted for unit, item in library.template(path).units.items() if item.kind == "define"
        }
        self.names = names | defined

    def of(self, module: Module) -> Iterator[Rendering]:
        """The renderings in one module."""
        text = module.file.text
        if not _QUICK.search(text) or not (module.language == "go" or any(name in text for name in self.names)):
            return
        reader = _Reader(self, module)
        for node in walk(module.tree.root_node):
            if node.type in _CALLS:
                yield from reader.call(node)
            elif node.type == "class_definition":
                yield from reader.klass(node)

    def find(self, name: str, module: Module) -> list[tuple[str, str]]:
        """The wanted templates that a name means in a module."""
        found = self.library.find(name, module.path, _DIALECTS[module.language])
        return [item for item in found if item[0] in self.wanted]


class _Reader:
    def __init__(self, calls: Calls, module: Module) -> None:
        self.calls = calls
        self.module = module
        self.constants = Constants(module)

    # Calls

    def call(self, node: Node) -> Iterator[Rendering]:
        expr = self.module.lower(node)
        name = last_name(expr.target)
        if not _RENDERS.search(name) or _OTHER.match(name):
            return
        parent = node.parent
        if parent is not None and parent.type == "decorator":
            yield from self._decorator(expr, parent)
            return
        if name in {"render", "Execute", "render_async", "renderAsync", "render_to_response"}:
            yield from self._loaded(expr)
        for place, item in enumerate(expr.args):
            found = self._templates(item)
            if found:
                rest = [*expr.args[place + 1 :], *(expr.args[:place] if self.module.language == "go" else ())]
                yield from self._made(expr, found, rest)
                return
        for key in ("template_name", "name", "template", "template_file", "html"):
            found = self._templates(expr.named.get(key))
            if found:
                yield from self._made(expr, found, expr.args, key)
                return

    def _made(
        self, expr: Expr, found: list[tuple[str, str]], rest: Sequence[Expr], named: str = ""
    ) -> Iterator[Rendering]:
        contexts = [item for item in rest if self._is_context(item)]
        contexts += [value for key, value in expr.named.items() if key in _CONTEXT]
        contexts += [value for _, value in expr.entries]
        given = {key: value for key, value in expr.named.items() if key not in {*_NO_VALUES, *_CONTEXT, named}}
        yield from self._renderings(expr.node, found, given, contexts)

    def _renderings(
        self, node: Node, found: list[tuple[str, str]], given: dict[str, Expr], contexts: list[Expr]
    ) -> Iterator[Rendering]:
        row, column = node.start_point
        place = self.module.file.column_of_byte(row + 1, column + 1)
        for path, unit in found:
            yield Rendering(self.module, row + 1, place, path, unit, given, contexts, self._escapes(path))

    def _escapes(self, path: str) -> str:
        """What is escaped where the template says nothing. Flask escapes by the ending of the name."""
        text = self.module.file.text
        if self._is_off() or _BARE.search(text):
            return "nothing"
        if self.module.language == "python" and not path.lower().endswith((".html", ".htm", ".xml", ".xhtml", ".svg")):
            return "nothing" if re.search(r"\bfrom flask\b|\bimport flask\b|\bquart\b", text) else "html"
        return ""

    def _is_off(self) -> bool:
        return any(
            language == self.module.language and (not folder or self.module.path.startswith(f"{folder}/"))
            for language, folder in self.calls.off
        )

    def _is_context(self, item: Expr) -> bool:
        if item.kind in {"text", "number", "constant", "func", "template"}:
            return False
        return not _NOT_CONTEXT.search(self.module.text(item.node))

    def _loaded(self, expr: Expr) -> Iterator[Rendering]:
        """``template.render(name=name)``, where the template was loaded by its name before."""
        holder = expr.target.target if expr.target is not None else None
        if holder is None:
            return
        found = [item for name in self._loads(holder) for item in self.calls.find(name, self.module)]
        if found:
            rest = expr.args[1:] if self.module.language == "go" else expr.args
            yield from self._made(expr, found[:4], list(rest))

    def _loads(self, holder: Expr, depth: int = 0) -> Iterator[str]:
        if depth > 4:
            return
        if holder.kind == "call":
            if last_name(holder.target) in _LOADS and holder.args:
                yield from self._texts(holder.args[0])
            elif self.module.language == "go" and _PARSES.search(self.module.text(holder.node)):
                yield from re.findall(r'"([^"\n]+)"', self.module.text(holder.node))[:1]
            elif holder.target is not None and holder.target.target is not None and holder.target.target.kind == "call":
                yield from self._loads(holder.target.target, depth + 1)
        elif holder.kind == "name":
            around = outermost(self.module, holder.node) or self.module.tree.root_node
            node = self.constants.of(around, holder.name)
            if node is not None:
                yield from self._loads(self.module.lower(node), depth + 1)
            elif self.module.language == "go":
                made = rf"\b{re.escape(holder.name)}(?:\s*,\s*\w+)?\s*:?=[^\n]*?Parse(?:Files|FS)\(([^\n]*)\)"
                found = re.search(made, self.module.file.text)
                yield from re.findall(r'"([^"\n]+)"', found.group(1))[:1] if found is not None else ()

    # Names

    def _templates(self, item: Expr | None) -> list[tuple[str, str]]:
        return [found for name in self._texts(item) for found in self.calls.find(name, self.module)][:4]

    def _texts(self, item: Expr | None, depth: int = 0) -> Iterator[str]:
        """The names that an expression may be."""
        if item is None or depth > 3:
            return
        if item.kind == "text":
            yield str(item.value)
        elif item.kind in {"choice", "list"}:
            for inner in item.args[:6]:
                yield from self._texts(inner, depth + 1)
        elif item.kind == "call" and last_name(item.target) in {"join", "resolve", "Join"} and item.args:
            yield from self._texts(item.args[-1], depth + 1)
        elif item.kind == "attr" and item.name in {"template_name", "template"}:
            klass = _around(item.node, "class_definition")
            if klass is not None:
                yield from self._class_templates(klass)
        elif item.kind in {"name", "binary", "template"}:
            around = outermost(self.module, item.node) or self.module.tree.root_node
            value = Folding(self.constants, around).value(item)
            if value is not None and isinstance(value[0], str):
                yield value[0]
            elif item.kind == "name":
                node = self.constants.of(around, item.name)
                if node is not None and self.module.lower(node).kind in {"choice", "list"}:
                    yield from self._texts(self.module.lower(node), depth + 1)

    # What returns what a template gets

    def _decorator(self, expr: Expr, decorator: Node) -> Iterator[Rendering]:
        """``@template("page.html")``, ``@Render('page')``: the function's answer is what the template gets."""
        values = [*expr.args[:2], *expr.named.values()]
        found = [item for value in values for item in self._templates(value)]
        function = self._decorated(decorator) if found else None
        if function is not None:
            yield from self._renderings(function, found[:4], {}, self._returned(function))

    def _decorated(self, decorator: Node) -> Node | None:
        holder = decorator.parent
        if holder is None:
            return None
        if holder.type == "decorated_definition":
            return holder.child_by_field_name("definition")
        after = decorator.next_named_sibling
        while after is not None and after.type in {"decorator", "comment"}:
            after = after.next_named_sibling
        return after if after is not None and after.type in FUNCTIONS else None

    def _returned(self, function: Node) -> list[Expr]:
        found = []
        for node in walk(function):
            if node.type == "return_statement" and node.named_children and _function_around(node) == function.id:
                found.append(self.module.lower(node.named_children[0]))
        return found[:20]

    def klass(self, node: Node) -> Iterator[Rendering]:
        """A view that names its template, and the methods that make what it gets."""
        names = list(self._class_templates(node))
        found = [item for name in names for item in self.calls.find(name, self.module)]
        if not found:
            return
        contexts: list[Expr] = []
        for klass in (node, *self._bases(node)):
            body = klass.child_by_field_name("body")
            for item in body.named_children if body is not None else ():
                method = item.child_by_field_name("definition") if item.type == "decorated_definition" else item
                if method is None or method.type != "function_definition":
                    continue
                if self.module.text(method.child_by_field_name("name")) in _CONTEXT_METHODS:
                    contexts += self._returned(method)
        yield from self._renderings(node, found[:4], {}, contexts)

    def _class_templates(self, node: Node) -> Iterator[str]:
        body = node.child_by_field_name("body")
        for item in body.named_children if body is not None else ():
            inner = item.named_children[0] if item.type == "expression_statement" and item.named_children else None
            if inner is not None and inner.type == "assignment":
                name = self.module.text(inner.child_by_field_name("left"))
                if name in {"template_name", "template"} and inner.child_by_field_name("right") is not None:
                    yield from self._texts(self.module.field(inner, "right"))

    def _bases(self, node: Node) -> list[Node]:
        given = node.child_by_field_name("superclasses")
        names = {self.module.text(item) for item in given.named_children} if given is not None else set()
        return [
            item
            for item in self.module.tree.root_node.named_children
            if item.type == "class_definition" and self.module.text(item.child_by_field_name("name")) in names
        ][:6]


def _around(node: Node, type: str) -> Node | None:
    current = node.parent
    while current is not None and current.type != type:
        current = current.parent
    return current


def _function_around(node: Node) -> int:
    current = node.parent
    while current is not None and current.type not in FUNCTIONS:
        current = current.parent
    return current.id if current is not None else 0
