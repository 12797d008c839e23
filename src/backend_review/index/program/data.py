"""Statements, functions and classes of Python, JavaScript/TypeScript and Go in one form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tree_sitter import Node

from backend_review.index.expressions.data import NONE, Expr

if TYPE_CHECKING:
    from backend_review.index.program.module import Module


@dataclass(slots=True, eq=False)
class Import:
    """``name`` in this file is ``member`` of the module called ``module``.

    ``member`` is "" for the module itself, "*" for all its names, "default" for what a JavaScript module is about.
    ``name`` is "" when the module is only run, and ``exported`` says that the file offers the name itself (re-export).
    """

    module: str
    member: str
    name: str
    exported: bool = False


@dataclass(slots=True, eq=False)
class Parameter:
    """A parameter. ``kind`` is "" or one of ``*`` (all further ones), ``**`` (all further named ones)."""

    name: str
    node: Node
    kind: str = ""
    default: Expr | None = None
    annotation: Expr | None = None  # Python
    type: str = ""  # the type as written
    pattern: Node | None = None  # taken apart: { a, b }
    decorators: Sequence[Expr] = ()
    is_field: bool = False  # TypeScript: constructor(private readonly users: UserService)


@dataclass(slots=True, eq=False)
class Function:
    """A function, method or closure."""

    name: str
    node: Node
    module: Module
    decorators: Sequence[Expr] = ()
    returns: Expr | None = None  # Python: the annotation
    return_type: str = ""
    is_async: bool = False
    is_static: bool = False
    is_getter: bool = False  # JavaScript: get name() {}
    receiver: tuple[str, str] = ("", "")  # Go: its name and type
    owner: Class | None = None
    lowered: list[Statement] | None = None  # its body and its parameters, when they were asked for
    taken: list[Parameter] | None = None

    @property
    def parameters(self) -> list[Parameter]:
        """Its parameters in their order."""
        if self.taken is None:
            self.taken = self.module.parameters_of(self.node)
        return self.taken

    def body(self) -> list[Statement]:
        """Its statements, lowered when they are first asked for."""
        if self.lowered is None:
            self.lowered = self.module.body_of(self.node)
        return self.lowered

    @property
    def line(self) -> int:
        return int(self.node.start_point[0]) + 1

    @property
    def documentation(self) -> str:
        """The docstring or the comment above it; ""."""
        return self.module.documentation_of(self.node)


@dataclass(slots=True, eq=False)
class Field:
    """A class attribute or struct field."""

    name: str
    node: Node
    value: Expr | None = None
    annotation: Expr | None = None
    type: str = ""
    tag: str = ""  # Go
    decorators: Sequence[Expr] = ()
    embedded: bool = False  # Go


@dataclass(slots=True, eq=False)
class Class:
    """A class, or a Go struct with the methods of its package."""

    name: str
    node: Node
    module: Module
    bases: Sequence[Expr] = ()
    decorators: Sequence[Expr] = ()
    methods: dict[str, Function] = field(default_factory=dict)
    fields: dict[str, Field] = field(default_factory=dict)
    body: list[Statement] = field(default_factory=list)
    interface: bool = False
    named: Mapping[str, Expr] = field(default_factory=lambda: NONE)  # Python: class A(Base, table=True)
    underlying: str = ""  # Go: the type it is made of, as written (``[]Route``), when that is no struct

    @property
    def line(self) -> int:
        return int(self.node.start_point[0]) + 1


@dataclass(slots=True, eq=False)
class Statement:
    """One statement.

    ``kind`` and what it uses: import (imports), assign (targets, value, operator), expr (value), return (value; targets
    when there are several values), branch (value: the condition; blocks: one a way), loop (targets, value, blocks),
    try (blocks: what is tried, then handlers and the end), with (targets and value of the first item, items, blocks),
    function (function), class (klass), export (value or function or klass is the default), raise (value), delete
    (targets), block.
    """

    kind: str
    node: Node
    value: Expr | None = None
    targets: Sequence[Expr] = ()
    blocks: Sequence[list[Statement]] = ()
    imports: Sequence[Import] = ()
    function: Function | None = None
    klass: Class | None = None
    operator: str = "="
    names: Sequence[tuple[str, str]] = ()  # export { local as public }
    exported: bool = False
    deferred: bool = False  # Go: defer, go

    @property
    def line(self) -> int:
        return int(self.node.start_point[0]) + 1
