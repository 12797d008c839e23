"""A page at a time for routes that answer with every row: FastAPI and Flask, where the handler asks SQLAlchemy."""

from __future__ import annotations

import re

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed
from backend_review.fixes.python._columns import line_told
from backend_review.fixes.python._parameters import (
    DEFAULT,
    MOST,
    bounded,
    handler_at,
    page_parameter,
    parameter,
    with_parameters,
)

_BEHIND = (
    f"Callers now get {DEFAULT} rows unless they ask for more, {MOST} at the most: they have to go on with `offset` "
    "until a page is not full."
)
_ROWS = re.compile(r"answers with every row of `(\w+)`")
_PAGES = re.compile(r"\brender_template|TemplateResponse\b")
# What is made of all rows at once is wrong for a part of them.
_WHOLES = {
    "sorted",
    "len",
    "sum",
    "max",
    "min",
    "set",
    "frozenset",
    "dict",
    "groupby",
    "any",
    "all",
    "Counter",
    "reduce",
}
_BUILDERS = {
    "filter", "filter_by", "where", "join", "outerjoin", "options", "order_by", "execution_options", "select_from",
    "populate_existing", "with_for_update", "limit", "offset",
}  # fmt: skip
_READS = {"all", "scalars", "__iter__"}
_SIZES = {"limit": ("limit", "page_size", "per_page", "size"), "offset": ("offset", "skip")}


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    function = handler_at(module, site.finding.start.line) if module else None
    if module is None or function is None:
        return None
    optional = _only_when_sent(module, function)
    if optional is not None:
        return _with_default(module, function, optional)
    line = line_told(site, "without a bound")
    if _PAGES.search(module.text(function)):
        return None  # a page for people needs links to the others
    rows = _ROWS.search(site.finding.message)
    if rows is None or not module.start(function).line <= line <= module.end(function).line:
        return None
    query = _query(module, function, line)
    if query is None:
        return None
    end, methods, model = query
    if methods & {"limit", "offset"}:
        return None
    order = "" if "order_by" in methods else _order(site, rows[1], module.text(model))
    if order is None:
        return None
    change = module.change()
    names = _in_flask(module, change, function) if _is_flask(module) else _in_fastapi(module, change, function)
    if names is None:
        return None
    limit, offset = names
    paged = module.expression(f"{_plain(module, end)}{order}.limit({limit}).offset({offset})")
    change.replace(end, _kept(end, paged))
    return Proposal(
        f"answer `{function.name.value}` with a page at a time (`{limit}`, `{offset}`)", False, change.edits(), _BEHIND
    )


def _is_flask(module: Parsed) -> bool:
    roots = {path.split(".")[0] for paths in module.names.imported.values() for path in paths}
    return "flask" in roots and "fastapi" not in roots


def _only_when_sent(module: Parsed, function: cst.FunctionDef) -> cst.Param | None:
    """The page size that goes into a query of the handler and is None unless it is sent."""
    for call in module.of_kind(cst.Call):
        if module.function(call) is not function or not isinstance(call.func, cst.Attribute) or len(call.args) != 1:
            continue
        value = call.args[0].value
        found = parameter(function, value.value) if isinstance(value, cst.Name) else None
        if call.func.attr.value == "limit" and found is not None and found.default is not None:
            return found if "None" in module.text(found.default) else None
    return None


def _with_default(module: Parsed, function: cst.FunctionDef, old: cst.Param) -> Proposal | None:
    """A page size that is None unless it is sent: it gets a default and a maximum."""
    change = module.change()
    new = bounded(module, change, function, old, 1, MOST)
    if new is None:
        return None
    change.replace(old, new)
    return Proposal(f"let `{old.name.value}` be {DEFAULT} unless it is sent", False, change.edits(), _BEHIND)


# The query


def _query(
    module: Parsed, function: cst.FunctionDef, line: int
) -> tuple[cst.BaseExpression, set[str], cst.BaseExpression] | None:
    """The one query of a handler whose rows are read at a line: its last part, what was called on it, and its model."""
    found = []
    for node in module.of_kind(cst.Call, cst.Attribute):
        model = _model(module, node)
        if model is None or not isinstance(node, cst.BaseExpression) or module.function(node) is not function:
            continue
        end, methods = _climbed(module, node)
        statement = module.statement(end)
        if statement is None:
            continue
        assigned = module.parent(end)
        if isinstance(assigned, cst.Assign) and len(assigned.targets) == 1:
            target = assigned.targets[0].target
            reads = module.reads_of(assigned, target.value) if isinstance(target, cst.Name) else []
            if len(reads) != 1:
                continue
            last, more = _climbed(module, reads[0])
            end, methods = last, methods | more
        if module.start(end).line <= line <= module.end(module.statement(end) or end).line:
            found.append((end, methods, model))
    return found[0] if len(found) == 1 and _is_read(module, found[0][0]) else None


def _model(module: Parsed, node: cst.CSTNode) -> cst.BaseExpression | None:
    """The model that a query begins with: ``select(M)``, ``db.query(M)``, ``M.query``; None for columns and counts."""
    if isinstance(node, cst.Call):
        is_select = module.qualified(node.func) in {"sqlalchemy.select", "sqlmodel.select", "sqlalchemy.future.select"}
        is_query = isinstance(node.func, cst.Attribute) and node.func.attr.value == "query"
        if not (is_select or is_query) or len(node.args) != 1 or node.args[0].star or node.args[0].keyword:
            return None
        model = node.args[0].value
    elif isinstance(node, cst.Attribute) and node.attr.value == "query":
        if isinstance(call := module.parent(node), cst.Call) and call.func is node:
            return None
        model = node.value
    else:
        return None
    name = model.attr.value if isinstance(model, cst.Attribute) else module.text(model)
    return model if isinstance(model, (cst.Name, cst.Attribute)) and name[:1].isupper() else None


def _climbed(module: Parsed, node: cst.BaseExpression) -> tuple[cst.BaseExpression, set[str]]:
    """The last of the calls that go on building a query, and the names of all of them."""
    methods: set[str] = set()
    end = node
    while True:
        attribute = module.parent(end)
        call = module.parent(attribute) if isinstance(attribute, cst.Attribute) and attribute.value is end else None
        if not isinstance(attribute, cst.Attribute) or not isinstance(call, cst.Call) or call.func is not attribute:
            return end, methods
        if attribute.attr.value not in _BUILDERS:
            return end, methods
        methods.add(attribute.attr.value)
        end = call


def _is_read(module: Parsed, end: cst.BaseExpression) -> bool:
    """Whether a query's rows are all read as they are: ``.all()``, executed, or gone over."""
    around = module.parent(end)
    if isinstance(around, cst.Attribute):
        return around.attr.value in _READS and not _is_counted(module, end)
    if isinstance(around, cst.Arg):
        call = module.parent(around)
        name = call.func.attr.value if isinstance(call, cst.Call) and isinstance(call.func, cst.Attribute) else ""
        return name in {"execute", "scalars", "exec", "stream", "stream_scalars"}
    return isinstance(around, (cst.For, cst.CompFor))


def _is_counted(module: Parsed, end: cst.CSTNode) -> bool:
    """Whether the rows go into a call that needs all of them."""
    for above in module.ancestors(end):
        if isinstance(above, cst.Call) and isinstance(above.func, cst.Name) and above.func.value in _WHOLES:
            return True
        if isinstance(above, (cst.SimpleStatementLine, cst.BaseCompoundStatement)):
            return False
    return False


def _plain(module: Parsed, end: cst.BaseExpression) -> str:
    """A query as it is written, less parentheses of its own."""
    return module.text(end.with_changes(lpar=[], rpar=[]))


def _kept(end: cst.BaseExpression, paged: cst.BaseExpression) -> cst.BaseExpression:
    """The new query in the parentheses of the old."""
    return paged.with_changes(lpar=end.lpar, rpar=end.rpar)


def _order(site: Site, name: str, written: str) -> str | None:
    """An order by the primary key, without which pages overlap; None where the key is not known."""
    table = site.backend().tables.of(name)
    if table is None or not table.key or table.kind != "table":
        return None
    columns = [table.column(key) for key in table.key]
    keys = [f"{written}.{column.attribute or column.name}" for column in columns if column is not None]
    return f".order_by({', '.join(keys)})" if len(keys) == len(table.key) else None


# Where the numbers come from


def _in_fastapi(module: Parsed, change: Change, function: cst.FunctionDef) -> tuple[str, str] | None:
    """Parameters of the handler: those that it has already, bounded, and new ones."""
    names: dict[str, str] = {}
    new: list[cst.Param] = []
    limited: dict[cst.Param, cst.Param] = {}
    for kind, known in _SIZES.items():
        old = next((item for name in known if (item := parameter(function, name)) is not None), None)
        most, least = (MOST, 1) if kind == "limit" else (None, 0)
        if old is not None:
            narrow = bounded(module, change, function, old, least, most)
            if narrow is None:
                return None
            limited[old] = narrow
            names[kind] = old.name.value
            continue
        if any(module.function(use.node) is function for use in module.names.uses.get(kind, [])):
            return None
        size, limits = (DEFAULT, f"ge=1, le={MOST}") if kind == "limit" else (0, "ge=0")
        made = page_parameter(module, change, kind, size, limits)
        if made is None:
            return None
        new.append(made)
        names[kind] = kind
    exchanged = function.with_changes(params=_exchanged(function.params, limited))
    after = next(iter(limited.values()), None)
    held = with_parameters(exchanged, new, after) if new else exchanged.params
    if held is None:
        return None
    change.replace(function.params, held)
    return names["limit"], names["offset"]


def _exchanged(held: cst.Parameters, new: dict[cst.Param, cst.Param]) -> cst.Parameters:
    return held.with_changes(
        params=[new.get(item, item) for item in held.params],
        kwonly_params=[new.get(item, item) for item in held.kwonly_params],
    )


def _is_docstring(statement: cst.CSTNode) -> bool:
    held = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) else None
    return isinstance(held, cst.Expr) and isinstance(held.value, (cst.SimpleString, cst.ConcatenatedString))


def _in_flask(module: Parsed, change: Change, function: cst.FunctionDef) -> tuple[str, str] | None:
    """Arguments of the request, read as the handler begins."""
    request = change.reference("flask", "request")
    body = [item for item in function.body.body if not _is_docstring(item)]
    taken = {"limit", "offset", "min", "max"}
    if request is None or not body or not isinstance(body[0], (cst.SimpleStatementLine, cst.BaseCompoundStatement)):
        return None
    if any(module.function(use.node) is function for name in taken for use in module.names.uses.get(name, [])):
        return None
    size = f'{request}.args.get("limit", {DEFAULT}, type=int)'
    change.before(body[0], f"limit = min(max({size}, 1), {MOST})")
    change.before(body[0], f'offset = max({request}.args.get("offset", 0, type=int), 0)')
    return "limit", "offset"
