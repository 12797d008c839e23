"""What a server-side template says: what it outputs where, what it includes, and its forms.

The same for all template languages. A *path* leads from what the template is given to a value: ``("post", "body")`` is
``post.body``; ``*`` stands for any item, and an empty path for all that is given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Path: TypeAlias = tuple[str, ...]
ANY = "*"

# How much of a template is read: what is longer, deeper or more is listed as not understood.
MAX_OUTPUTS = 3_000
MAX_DEPTH = 60
MAX_EXPRESSION = 4_000


@dataclass(slots=True, frozen=True)
class Spot:
    """Where in a page something is written.

    ``kind`` is text, comment, attribute, unquoted (an attribute without quotes, or where attributes are written), url
    (the beginning of an address that is followed or run), handler (a script in an attribute), script, script-text (in
    quotes in a script), data (a script that is none for browsers), style or plain (the template makes no HTML).
    """

    kind: str = "text"
    element: str = ""
    attribute: str = ""


TEXT = Spot()


@dataclass(slots=True, frozen=True)
class Output:
    """Something that a template writes: ``paths`` are what the value is made of.

    ``escaping`` says what is done to it: raw (nothing), html, script (fit for a script, too) or harmless (nothing that
    could be markup is left). ``how`` is what the template writes to have it raw.
    """

    line: int
    column: int
    text: str
    paths: tuple[Path, ...]
    escaping: str
    spot: Spot
    how: str = ""

    @property
    def danger(self) -> str:
        """Why input must not get here as it is: raw, unquoted, url, handler, script, script-text; "" where it may."""
        kind = self.spot.kind
        if self.escaping == "harmless" or kind == "plain":
            return ""
        if self.escaping == "raw":
            return "raw"
        if self.escaping == "script" and kind != "unquoted":
            return ""
        return kind if kind in {"unquoted", "url", "handler", "script", "script-text"} else ""


@dataclass(slots=True, frozen=True)
class Use:
    """Another template, or a part of one (macro, mixin, partial, named template), is written in this place.

    ``kind`` is extends, include (a template by its name) or call (a part by its name). ``given`` are the values that it
    gets by name, ``placed`` those by their places; ``context`` is the path of what it is given as a whole;
    ``alone`` says that it sees nothing else.
    """

    kind: str
    name: str
    line: int
    column: int = 1
    given: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    placed: tuple[tuple[Path, ...], ...] = ()
    context: tuple[Path, ...] = ((),)
    alone: bool = False
    escaping: str = "raw"  # what the template does to what a macro or helper gives back


@dataclass(slots=True)
class Unit:
    """The template itself (its name is empty), or a part with a name: block, macro, mixin, named template."""

    name: str
    kind: str = ""
    parameters: list[str] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)


@dataclass(slots=True)
class Form:
    """A form: its attributes as far as they are written, and what is written in it by the template."""

    line: int
    column: int
    attributes: dict[str, str]
    fields: list[str] = field(default_factory=list)  # the names of inputs
    written: list[str] = field(default_factory=list)  # expressions and tags of the template between its tags
    uses: list[Use] = field(default_factory=list)  # what is included, and what is called, between its tags
    ended: bool = False
    links: bool = False  # its address begins with one that the application makes
    submits: int = 0  # buttons that send it
    inert: int = 0  # buttons that only scripts make anything of

    def note(self, element: str, attributes: Mapping[str, str]) -> None:
        """Add an input or button."""
        self.fields.append(attributes.get("name", ""))
        kind = attributes.get("type", "submit" if element == "button" else "text").lower()
        self.submits += kind in {"submit", "image"}
        self.inert += kind == "button"


@dataclass(slots=True)
class Template:
    """One template file."""

    path: str
    dialect: str
    units: dict[str, Unit] = field(default_factory=lambda: {"": Unit("")})
    forms: list[Form] = field(default_factory=list)
    imports: dict[str, str] = field(default_factory=dict)  # module alias → template
    taken: dict[str, tuple[str, str]] = field(default_factory=dict)  # local name → template, macro
    problems: list[tuple[int, str]] = field(default_factory=list)  # line, and what was not understood
    is_html: bool = True

    @property
    def main(self) -> Unit:
        """The template as it is rendered by its own name."""
        return self.units[""]

    def outputs(self) -> Sequence[Output]:
        """All that is written, in any part."""
        return [item for unit in self.units.values() for item in unit.outputs]
