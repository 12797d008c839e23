"""Templates that are texts in the code: ``render_template_string("{{ q|safe }}", q=q)``, ``ejs.render(text, data)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend_review.index.expressions.data import Expr, last_name
from backend_review.index.program import Module
from backend_review.index.syntax import walk
from backend_review.model.taint.analysis import outermost
from backend_review.model.taint.constants import Constants, Folding
from backend_review.project.source import SourceFile
from backend_review.templates import Output, Path, Template, ejs, jinja, mustache, pug

_QUICK = re.compile(
    r"render_template_string|from_string|\bTemplate\(|renderString|\b(?:ejs|pug|jade|[mM]ustache)\.render\("
)
_CALLS = {"call", "call_expression"}
_MAX_TEXT = 100_000


@dataclass(slots=True)
class Inline:
    """A value that a template in the code writes as it is; ``danger`` as for files of templates."""

    expr: Expr
    member: Path
    output: Output
    danger: str


def may_have_templates(file: SourceFile) -> bool:
    """Whether a file may have templates in its code."""
    return file.language in {"python", "javascript", "typescript"} and _QUICK.search(file.text) is not None


def inline(module: Module) -> Iterator[Inline]:
    """The values that the templates in a module write as they are."""
    if not _QUICK.search(module.file.text):
        return
    constants = Constants(module)
    for node in walk(module.tree.root_node):
        if node.type in _CALLS:
            expr = module.lower(node)
            for template, off in _template_of(module, constants, expr):
                yield from _written(module, expr, template, off)


def _template_of(module: Module, constants: Constants, expr: Expr) -> Iterator[tuple[Template, bool]]:
    """The template that a call renders, and whether nothing escapes in it."""
    name, target = last_name(expr.target), module.text(expr.target.node) if expr.target is not None else ""
    path, first = module.path, expr.args[0] if expr.args else None
    if name == "render_template_string" or name == "renderString":
        text = _text(module, constants, first)
        if text:
            yield jinja.read(path, text, "jinja"), False
    elif target.lower() in {"ejs.render", "mustache.render", "pug.render", "jade.render"}:
        text = _text(module, constants, first)
        read = {"ejs": ejs.read, "mustache": mustache.read}.get(target.lower().partition(".")[0], pug.read)
        if text:
            yield read(path, text), False
    elif name == "render" and expr.target is not None and expr.target.target is not None:
        made = expr.target.target
        if made.kind == "name":
            node = constants.of(outermost(module, made.node) or module.tree.root_node, made.name)
            made = module.lower(node) if node is not None else made
        if made.kind == "call" and last_name(made.target) in {"Template", "from_string"} and made.args:
            text = _text(module, constants, made.args[0])
            of_jinja = "jinja2" in module.file.text and "autoescape" not in module.file.text
            if text:
                yield jinja.read(path, text, "jinja"), of_jinja


def _text(module: Module, constants: Constants, expr: Expr | None) -> str:
    if expr is None:
        return ""
    value = Folding(constants, outermost(module, expr.node) or module.tree.root_node).value(expr)
    return value[0][:_MAX_TEXT] if value is not None and isinstance(value[0], str) else ""


def _written(module: Module, expr: Expr, template: Template, off: bool) -> Iterator[Inline]:
    row, column = expr.node.start_point
    place = module.file.column_of_byte(row + 1, column + 1)
    contexts = [item for item in expr.args if item.kind not in {"text", "func", "template", "number", "constant"}]
    contexts = [inner for item in contexts for inner in (item.args if _is_context(item) else [item])]
    contexts += [value for _, value in expr.entries]
    for output in template.main.outputs if template.is_html or template.dialect == "pug" else ():
        raw = off and output.escaping == "default"
        danger = "raw" if raw else output.danger
        shown = Output(row + 1, place, output.text, output.paths, output.escaping, output.spot, output.how)
        for path in output.paths if danger else ():
            if path[0:1] and path[0] in expr.named:
                yield Inline(expr.named[path[0]], path[1:], shown, danger)
            else:
                for context in contexts:
                    yield Inline(context, path, shown, danger)


def _is_context(item: Expr) -> bool:
    """``Template(text).render(Context({...}))`` of Django."""
    return item.kind == "call" and last_name(item.target) in {"Context", "RequestContext"}
