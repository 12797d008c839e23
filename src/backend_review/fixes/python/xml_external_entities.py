"""xml-external-entities: defusedxml for the standard library's parsers, a strict parser for lxml's."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python import _calls
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed

_DEFUSED = {
    "xml.etree.ElementTree": "defusedxml.ElementTree",
    "xml.etree.cElementTree": "defusedxml.ElementTree",
    "xml.dom.minidom": "defusedxml.minidom",
    "xml.dom.pulldom": "defusedxml.pulldom",
    "xml.sax": "defusedxml.sax",
}
_PARSING = frozenset({"parse", "fromstring", "iterparse", "XML", "parseString", "make_parser"})
_OF_DEFUSED = _PARSING | {"ParseError", "tostring", "XMLParser"}
_BEHIND = "that `defusedxml` is among the project's dependencies; documents that declare entities are refused"
_STRICT = "whether documents declare entities of their own: they are no longer expanded"


def fix(site: Site) -> Proposal | None:
    """Parse with the function of the same name that refuses entities, or give lxml a parser that leaves them alone."""
    module = parsed(site.file)
    if module is None:
        return None
    for call in module.calls(site.finding):
        library, _, name = module.qualified(call.func).rpartition(".")
        change = module.change()
        if library in _DEFUSED and name in _PARSING:
            defused = f"{_DEFUSED[library]}.{name}"
            if _defused(module, change, call, library, name):
                return Proposal(f"parse with `{defused}`", False, change.edits(), _BEHIND)
        elif library in ("lxml.etree", "lxml.objectify") and _strict(module, change, call, name):
            return Proposal("parse without resolving entities", False, change.edits(), _STRICT)
        elif _feature(module, change, call):
            return Proposal("leave external entities out", False, change.edits(), _STRICT)
    return None


def _defused(module: Parsed, change: Change, call: cst.Call, library: str, name: str) -> bool:
    """The call's function alone, or the import where all that is used of it is there as well."""
    root = call.func
    while isinstance(root, cst.Attribute):
        root = root.value
    if not isinstance(root, cst.Name):
        return False
    line = _import_of(module, root.value)
    if isinstance(line, cst.ImportFrom) and module.imported(root.value) == f"{library}.{name}":
        names = [] if isinstance(line.names, cst.ImportStar) else [module.text(item.name) for item in line.names]
        if names and set(names) <= _OF_DEFUSED:
            change.replace(line, line.with_changes(module=module.expression(_DEFUSED[library])))
            return True
    reference = change.reference(_DEFUSED[library], name)
    if reference is None:
        return False
    change.replace(call.func, module.expression(reference))
    return True


def _import_of(module: Parsed, name: str) -> cst.CSTNode | None:
    bound = [use.node for use in module.names.uses.get(name, []) if use.binds]
    return module.enclosing(bound[0], cst.ImportFrom) if len(bound) == 1 else None


def _strict(module: Parsed, change: Change, call: cst.Call, name: str) -> bool:
    if name == "XMLParser":
        new = call
        for option, value in (("resolve_entities", "False"), ("no_network", "True")):
            given = _calls.keyword(new, option)
            if option == "resolve_entities" or (given is not None and module.text(given.value) == "False"):
                new = _calls.given(new, option, cst.Name(value))
        if _calls.spread(call):
            return False
        change.replace(call, new)
        return True
    if name not in ("fromstring", "parse", "XML") or _calls.spread(call):
        return False
    given = _calls.argument(call, 1, "parser")
    if given is not None:
        return _parser(module, change, given.value)
    objectified = module.qualified(call.func).startswith("lxml.objectify")
    maker = (
        change.reference("lxml.objectify", "makeparser") if objectified else change.reference("lxml.etree", "XMLParser")
    )
    if maker is None:
        return False
    change.replace(call, _calls.given(call, "parser", module.expression(f"{maker}(resolve_entities=False)")))
    return True


def _parser(module: Parsed, change: Change, node: cst.BaseExpression) -> bool:
    """The parser that a call is given, made strict where it is made."""
    found = module.reaching(node) if isinstance(node, cst.Name) else None
    made = found.value if isinstance(found, cst.Assign) else node
    return (
        isinstance(made, cst.Call)
        and module.qualified(made.func) == "lxml.etree.XMLParser"
        and _strict(module, change, made, "XMLParser")
    )


def _feature(module: Parsed, change: Change, call: cst.Call) -> bool:
    """``setFeature(feature_external_ges, True)`` the other way round."""
    if not isinstance(call.func, cst.Attribute) or call.func.attr.value != "setFeature" or len(call.args) != 2:
        return False
    feature, value = module.text(call.args[0].value), call.args[1].value
    if "external" not in feature or module.text(value) not in ("True", "1"):
        return False
    change.replace(value, cst.Name("False"))
    return True
