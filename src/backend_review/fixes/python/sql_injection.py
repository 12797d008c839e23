"""sql-injection: values that were put into the text are handed to the driver beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed
from backend_review.fixes.python._sql_drivers import LENIENT, MYSQL, STYLES, driver_of
from backend_review.fixes.python._sql_grown import grown
from backend_review.fixes.python._sql_text import Bound, Statement, Text, bind, pieces_of
from backend_review.fixes.python._sql_writing import written
from backend_review.fixes.python._texts import OPTIONAL, STR, kind_of, prepared
from backend_review.project.source import SourceFile

_TEXT = frozenset({"sqlalchemy.text", "sqlalchemy.sql.text", "sqlalchemy.sql.expression.text", "sqlmodel.text"})
_EXECUTE = frozenset({"execute", "exec_driver_sql", "execute_sql"})
_ASYNCPG = frozenset({"execute", "fetch", "fetchrow", "fetchval", "cursor"})
_DATABASES = frozenset({"execute", "fetch_all", "fetch_one", "fetch_val", "iterate"})


@dataclass
class _Sink:
    """A call that runs SQL: its text, the argument that the text is, and how it takes values."""

    call: cst.Call
    query: cst.Arg
    style: str
    driver: str
    fragment: bool = False


def fix(site: Site) -> Proposal | None:
    """Bind what the SQL of the call takes in; names of tables, lists and sort orders are left."""
    module = parsed(site.file)
    if module is None:
        return None
    calls = [*module.within(site.finding, cst.Call), *module.starting(site.finding.start, cst.Call)]
    around = module.covering(site.finding, cst.Call)
    for call in [*calls, *([around] if around else [])]:
        sink = _sink(module, call, lambda: site.backend().project.files)
        proposal = _bound(module, sink, bool(site.finding.trace)) if sink else None
        if proposal:
            return proposal
    return None


def _sink(module: Parsed, call: cst.Call, files: Callable[[], Mapping[str, SourceFile]]) -> _Sink | None:
    if not call.args or call.args[0].star:
        return None
    qualified = module.qualified(call.func)
    if qualified in _TEXT or (qualified == "" and module.text(call.func) == "db.text"):
        return _Sink(call, call.args[0], "text", "sqlalchemy", fragment=True) if len(call.args) == 1 else None
    if qualified == "django.db.models.expressions.RawSQL" and len(call.args) == 2:
        return _Sink(call, call.args[0], "django", "django", fragment=True)
    if not isinstance(call.func, cst.Attribute):
        return None
    method = call.func.attr.value
    manager = isinstance(call.func.value, cst.Attribute) and call.func.value.attr.value == "objects"
    driver = "django" if manager else driver_of(module, call.func.value, files)
    style = STYLES.get(driver, "")
    query = next((argument for argument in call.args if argument.keyword and argument.keyword.value == "query"), None)
    if query is not None and style == "values" and method in _DATABASES:
        return _Sink(call, query, style, driver)
    if call.args[0].keyword is not None:
        return None
    takes = {
        "qmark": method in _EXECUTE, "format": method in _EXECUTE, "oracle": method in _EXECUTE,
        "django": method in ("execute", "raw"), "dollar": method in _ASYNCPG, "values": method in _DATABASES,
        "text": method in ("execute", "scalar", "scalars"),
    }  # fmt: skip
    if style == "text":
        style = "wrapped"  # the text has to become text(...) first
        return _Sink(call, call.args[0], style, driver) if takes["text"] else None
    return _Sink(call, call.args[0], style, driver) if takes.get(style) else None


def _bound(module: Parsed, sink: _Sink, traced: bool) -> Proposal | None:
    source = _source(module, sink.query.value, sink.call)
    if source is None:
        return _grown(module, sink, traced)
    pieces = pieces_of(module, source)
    if pieces is None:
        return None
    lenient = sink.driver in LENIENT
    statement = bind(
        module,
        pieces,
        double_quotes=lenient,
        fragment=sink.fragment,
        limits=lenient and sink.driver not in MYSQL,
    )
    if statement is None or _prepared(module, statement.bound):
        return None
    change = module.change()
    if not _write(module, change, sink, source, statement):
        return None
    return _proposal(module, change, statement.bound, lenient, traced)


def _proposal(module: Parsed, change: Change, bound: list[Bound], lenient: bool, traced: bool) -> Proposal:
    safe = all(_stays(module, value, lenient, traced) for value in bound)
    values = _listed([value.value for value in bound])
    behind = "" if safe else f"whether {values} always has the type of its column, and is never SQL of its own"
    kind = "parameters" if len(bound) > 1 else "a parameter"
    return Proposal(f"bind {values} as {kind}", safe, change.edits(), behind)


def _grown(module: Parsed, sink: _Sink, traced: bool) -> Proposal | None:
    """SQL that several lines put together in a variable."""
    query = sink.query.value
    if not isinstance(query, cst.Name) or sink.style in ("dollar", "oracle", "wrapped"):
        return None
    call, argument = sink.call, sink.query
    if sink.style == "text":
        inner, outer = module.parent(sink.call), None
        if isinstance(inner, cst.Arg):
            outer = module.parent(inner)
        if not isinstance(inner, cst.Arg) or not isinstance(outer, cst.Call) or not _executes(outer):
            return None
        call, argument = outer, inner
    if len(call.args) != 1:
        return None
    change = module.change()
    lenient = sink.driver in LENIENT
    found = grown(module, change, query, sink.style, double_quotes=lenient)
    if found is None or _prepared(module, found.bound):
        return None
    keyword = cst.Name("values") if argument.keyword is not None else None
    equal = (
        cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace("")) if keyword else cst.MaybeSentinel.DEFAULT
    )
    _give(
        change,
        _Sink(call, argument, sink.style, sink.driver),
        argument,
        [cst.Arg(cst.Name(found.name), keyword, equal)],
    )
    return _proposal(module, change, found.bound, lenient, traced)


def _prepared(module: Parsed, bound: list[Bound]) -> bool:
    return any(prepared(module, hole.value) for value in bound for hole in value.holes)


def _executes(call: cst.Call) -> bool:
    return isinstance(call.func, cst.Attribute) and call.func.attr.value in ("execute", "scalar", "scalars")


def _listed(values: list[str]) -> str:
    names = [f"`{' '.join(value.split())}`" for value in dict.fromkeys(values)]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _source(module: Parsed, query: cst.BaseExpression, call: cst.Call) -> cst.BaseExpression | None:
    """The expression that makes the text: the argument, or what its variable was given right before."""
    if not isinstance(query, cst.Name):
        return query
    found = module.reaching(query)
    if not isinstance(found, (cst.Assign, cst.AnnAssign)) or found.value is None:
        return None
    if module.function(found) is not module.function(query) or module.reads_of(found, query.value) != [query]:
        return None
    names = {node.value for node in module.inside(found.value, cst.Name)}
    return None if module.rebound_between(names, found, call) else found.value


def _write(module: Parsed, change: Change, sink: _Sink, source: cst.BaseExpression, statement: Statement) -> bool:
    """Put the new text and the values into the change; False if this call cannot take them."""
    here = sink.query.value is source
    values = statement.bound
    style = sink.style
    before = _existing(module, sink) if style in ("qmark", "format", "django", "dollar", "values", "oracle") else []
    if before is None:
        return False
    if style in ("qmark", "format", "django") and any(value.after > len(before) for value in values):
        return False
    placeholder = {
        "qmark": lambda number, value: "?",
        "format": lambda number, value: "%s",
        "django": lambda number, value: "%s",
        "dollar": lambda number, value: f"${number + 1 + len(before)}",
    }.get(style, lambda number, value: f":{value.name}")
    colons = any(isinstance(piece, Text) and re.search(r"(?<![:\w\\]):\w", piece.raw) for piece in statement.pieces)
    if colons and style in ("text", "wrapped", "values", "oracle"):
        return False
    percent = style in ("format", "django") and not before
    new = written(module, source, statement, placeholder, double_percent=percent)
    if new is None:
        return False
    if not here:
        change.replace(source, new)
    query = sink.query.with_changes(value=new) if here else sink.query
    if style == "text":
        return _write_text(module, change, sink, query, values)
    if style == "wrapped":
        text = change.reference("sqlalchemy", "text")
        if text is None or len(sink.call.args) != 1:
            return False
        query = query.with_changes(value=cst.Call(module.expression(text), [cst.Arg(query.value)]))
    given = _values(module, sink, values, before)
    if given is None:
        return False
    _give(change, sink, query, given)
    return True


def _existing(module: Parsed, sink: _Sink) -> list[str] | None:
    """The values that the call has already, as they are written; None if they are not a plain list."""
    others = [argument for argument in sink.call.args if argument is not sink.query]
    if sink.style == "dollar":
        plain = all(not argument.star and argument.keyword is None for argument in others)
        return [] if not others and plain else None
    if not others:
        return []
    if sink.style in ("values", "oracle", "wrapped") or len(others) > 1 or others[0].keyword or others[0].star:
        return None
    value = others[0].value
    if not isinstance(value, (cst.Tuple, cst.List)):
        return None
    if any(isinstance(element, cst.StarredElement) for element in value.elements):
        return None
    return [module.text(element.value) for element in value.elements]


def _values(module: Parsed, sink: _Sink, bound: list[Bound], before: list[str]) -> list[cst.Arg] | None:
    """The arguments that hand the values over, those that were there before among them."""
    if sink.style == "dollar":
        return [cst.Arg(module.expression(value.value)) for value in bound]
    if sink.style in ("values", "wrapped", "oracle"):
        pairs = ", ".join(f'"{value.name}": {value.value}' for value in bound)
        keyword = cst.Name("values") if sink.query.keyword is not None else None
        equal = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
        given = module.expression(f"{{{pairs}}}")
        return [cst.Arg(given, keyword=keyword, equal=equal if keyword else cst.MaybeSentinel.DEFAULT)]
    values = list(before)
    for number, value in enumerate(bound):
        values.insert(value.after + number, value.value)
    if sink.style == "django":
        return [cst.Arg(module.expression(f"[{', '.join(values)}]"))]
    return [cst.Arg(module.expression(f"({', '.join(values)}{',' if len(values) == 1 else ''})"))]


def _give(change: Change, sink: _Sink, query: cst.Arg, given: list[cst.Arg]) -> None:
    """Replace the call's arguments: the text, then the values, laid out as the call is."""
    call = sink.call
    others = [argument for argument in call.args if argument is not sink.query]
    if others:  # the values that were there are in the new ones
        change.replace(others[0], others[0].with_changes(value=given[0].value))
        if query is not sink.query:
            change.replace(sink.query, query)
        return
    space: cst.BaseParenthesizableWhitespace = cst.SimpleWhitespace(" ")
    if isinstance(call.whitespace_before_args, cst.ParenthesizedWhitespace):
        space = call.whitespace_before_args.with_changes(first_line=cst.TrailingWhitespace(), empty_lines=[])
    last = sink.query
    comma = cst.Comma(whitespace_after=space)
    arguments = [query.with_changes(comma=comma, whitespace_after_arg=cst.SimpleWhitespace("")), *given]
    for number, argument in enumerate(arguments[1:-1], 1):
        arguments[number] = argument.with_changes(comma=comma)
    end, after = last.comma, last.whitespace_after_arg
    if isinstance(end, cst.MaybeSentinel) and isinstance(after, cst.ParenthesizedWhitespace):
        end, after = cst.Comma(whitespace_after=after), cst.SimpleWhitespace("")
    arguments[-1] = arguments[-1].with_changes(comma=end, whitespace_after_arg=after)
    change.replace(call, call.with_changes(args=arguments))


def _write_text(module: Parsed, change: Change, sink: _Sink, query: cst.Arg, values: list[Bound]) -> bool:
    """SQLAlchemy's text: the values go beside it where it is executed, else they are bound to it."""
    text = sink.call.with_changes(args=[query]) if query is not sink.query else sink.call
    argument = module.parent(sink.call)
    outer = module.parent(argument) if isinstance(argument, cst.Arg) else None
    executed = isinstance(outer, cst.Call) and len(outer.args) == 1 and _executes(outer)
    if executed and isinstance(outer, cst.Call) and isinstance(argument, cst.Arg):
        wide = _Sink(outer, argument, "wrapped", sink.driver)
        given = _values(module, wide, values, [])
        if given is not None:
            _give(change, wide, argument.with_changes(value=text), given)
        return given is not None
    pairs = ", ".join(f"{value.name}={value.value}" for value in values)
    bound = module.expression(f"x.bindparams({pairs})")
    assert isinstance(bound, cst.Call)  # noqa: S101
    assert isinstance(bound.func, cst.Attribute)  # noqa: S101
    change.replace(sink.call, bound.with_changes(func=bound.func.with_changes(value=text)))
    return True


def _stays(module: Parsed, value: Bound, lenient: bool, traced: bool) -> bool:
    """Whether the database surely sees the same value as before: text where text stood in quotes."""
    if value.value.startswith(("f'", 'f"')) or (lenient and value.quoted):
        return True
    texts = all(hole.literal is None or kind_of(module, hole.value) in (STR, OPTIONAL) for hole in value.holes)
    return texts if value.quoted else traced and lenient
