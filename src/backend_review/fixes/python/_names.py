"""Where a file binds and reads names: one walk over its syntax."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst


@dataclass(frozen=True)
class Use:
    """A name where it is written; ``binds`` says that it gets a value there.

    ``scope`` is the function, lambda, class or module that it is written in (comprehensions have none of their own),
    ``order`` counts uses as the program comes to them: what is assigned is read before.
    """

    node: cst.Name
    scope: cst.CSTNode
    binds: bool
    order: int


class Names(cst.CSTVisitor):
    """All uses of names in a module, and what its imports mean."""

    def __init__(self) -> None:
        super().__init__()
        self.uses: dict[str, list[Use]] = {}
        self.imported: dict[str, set[str]] = {}  # bound name → the dotted paths that imports bind it to
        self.free: set[str] = set()  # names that are declared global or nonlocal somewhere
        self._scopes: list[cst.CSTNode] = []
        self._order = 0
        self._storing = False

    def _add(self, name: cst.Name, binds: bool) -> None:
        self._order += 1
        self.uses.setdefault(name.value, []).append(Use(name, self._scopes[-1], binds, self._order))

    def _store(self, target: cst.CSTNode) -> None:
        before, self._storing = self._storing, True
        target.visit(self)
        self._storing = before

    def _load(self, node: cst.CSTNode | None) -> None:
        if node is not None:
            before, self._storing = self._storing, False
            node.visit(self)
            self._storing = before

    def visit_Module(self, node: cst.Module) -> None:
        self._scopes.append(node)

    def visit_Name(self, node: cst.Name) -> None:
        self._add(node, self._storing)

    def visit_Attribute(self, node: cst.Attribute) -> bool:
        self._load(node.value)
        return False

    def visit_Subscript(self, node: cst.Subscript) -> bool:
        self._load(node.value)
        for element in node.slice:
            self._load(element)
        return False

    def visit_Arg(self, node: cst.Arg) -> bool:
        self._load(node.value)
        return False

    def visit_Assign(self, node: cst.Assign) -> bool:
        self._load(node.value)
        for target in node.targets:
            self._store(target.target)
        return False

    def visit_AnnAssign(self, node: cst.AnnAssign) -> bool:
        self._load(node.annotation)
        self._load(node.value)
        self._store(node.target)
        return False

    def visit_AugAssign(self, node: cst.AugAssign) -> bool:
        self._load(node.value)
        self._store(node.target)
        return False

    def visit_NamedExpr(self, node: cst.NamedExpr) -> bool:
        self._load(node.value)
        self._store(node.target)
        return False

    def visit_For(self, node: cst.For) -> bool:
        self._load(node.iter)
        self._store(node.target)
        self._load(node.body)
        self._load(node.orelse)
        return False

    def visit_CompFor(self, node: cst.CompFor) -> bool:
        self._load(node.iter)
        self._store(node.target)
        for condition in node.ifs:
            self._load(condition)
        self._load(node.inner_for_in)
        return False

    def visit_AsName(self, node: cst.AsName) -> bool:
        self._store(node.name)
        return False

    def visit_Del(self, node: cst.Del) -> bool:
        self._store(node.target)
        return False

    def visit_MatchAs(self, node: cst.MatchAs) -> bool:
        self._load(node.pattern)
        if node.name is not None:
            self._store(node.name)
        return False

    def visit_MatchStar(self, node: cst.MatchStar) -> bool:
        if node.name is not None:
            self._store(node.name)
        return False

    def visit_MatchMapping(self, node: cst.MatchMapping) -> bool:
        for element in node.elements:
            self._load(element)
        if node.rest is not None:
            self._store(node.rest)
        return False

    def visit_MatchKeywordElement(self, node: cst.MatchKeywordElement) -> bool:
        self._load(node.pattern)
        return False

    def visit_NameItem(self, node: cst.NameItem) -> bool:
        self.free.add(node.name.value)
        self._store(node.name)
        return False

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        self._store(node.name)
        for decorator in node.decorators:
            self._load(decorator)
        self._load(node.returns)
        self._parameters(node, node.params)
        self._scopes.append(node)
        self._load(node.body)
        self._scopes.pop()
        return False

    def visit_Lambda(self, node: cst.Lambda) -> bool:
        self._parameters(node, node.params)
        self._scopes.append(node)
        self._load(node.body)
        self._scopes.pop()
        return False

    def _parameters(self, scope: cst.CSTNode, parameters: cst.Parameters) -> None:
        stars = [star for star in (parameters.star_arg, parameters.star_kwarg) if isinstance(star, cst.Param)]
        for parameter in [*parameters.posonly_params, *parameters.params, *parameters.kwonly_params, *stars]:
            self._load(parameter.annotation)
            self._load(parameter.default)
            self._scopes.append(scope)
            self._store(parameter.name)
            self._scopes.pop()

    def visit_ClassDef(self, node: cst.ClassDef) -> bool:
        self._store(node.name)
        for decorator in node.decorators:
            self._load(decorator)
        for argument in [*node.bases, *node.keywords]:
            self._load(argument)
        self._scopes.append(node)
        self._load(node.body)
        self._scopes.pop()
        return False

    def visit_Import(self, node: cst.Import) -> bool:
        for alias in node.names:
            path = dotted(alias.name) or ""
            bound = alias.asname.name if alias.asname else _root(alias.name)
            self._bind_import(bound, path if alias.asname else path.split(".")[0])
        return False

    def visit_ImportFrom(self, node: cst.ImportFrom) -> bool:
        if isinstance(node.names, cst.ImportStar):
            return False
        module = "." * len(node.relative) + (dotted(node.module) or "" if node.module else "")
        for alias in node.names:
            path = f"{module}{'' if module.endswith('.') or not module else '.'}{dotted(alias.name)}"
            self._bind_import(alias.asname.name if alias.asname else alias.name, path)
        return False

    def _bind_import(self, bound: cst.CSTNode, path: str) -> None:
        if isinstance(bound, cst.Name):
            self._add(bound, True)
            self.imported.setdefault(bound.value, set()).add(path)


def dotted(node: cst.CSTNode | None) -> str | None:
    """``a.b.c`` of names and attributes; None for anything else."""
    parts: list[str] = []
    while isinstance(node, cst.Attribute):
        parts.append(node.attr.value)
        node = node.value
    if not isinstance(node, cst.Name):
        return None
    return ".".join([node.value, *reversed(parts)])


def _root(node: cst.CSTNode) -> cst.CSTNode:
    while isinstance(node, cst.Attribute):
        node = node.value
    return node
