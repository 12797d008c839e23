"""The templates of a project: found by the names that code has for them, and what each writes, with all it includes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from backend_review import templates
from backend_review.finding import TraceStep
from backend_review.project.source import TEMPLATE_SUFFIXES, SourceFile
from backend_review.templates import Output, Path, Template, Unit, Use

_MAX_DEPTH = 8
_MAX_HITS = 600
_ROLES = {"production", "script", "frontend"}
_ROOTS = {"templates", "template", "views", "jinja2", "jinja", "pages", "html", "tmpl", ""}
_ENDINGS = sorted(TEMPLATE_SUFFIXES)


@dataclass(slots=True, frozen=True)
class Hit:
    """Something that a template writes when it is rendered: ``path`` leads to it from what the view passes in."""

    path: Path
    output: Output
    template: str
    html: bool
    way: tuple[TraceStep, ...] = ()  # over the templates that include it


class Library:
    """Templates by their names."""

    def __init__(self, files: Iterable[SourceFile]) -> None:
        self._files = {file.path: file for file in files if file.language == "template" and file.role in _ROLES}
        self._read: dict[str, Template] = {}
        self._hits: dict[tuple[str, str], list[Hit]] = {}

    def __bool__(self) -> bool:
        return bool(self._files)

    def paths(self) -> list[str]:
        """All template files."""
        return sorted(self._files)

    def template(self, path: str) -> Template:
        """One template, read when it is first asked for."""
        made = self._read.get(path)
        if made is None:
            made = self._read[path] = templates.read(self._files[path])
        return made

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """Paths by the last part of their names, with their endings and without."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self._files):
            name = path.rpartition("/")[2]
            found[name].append(path)
            while True:
                ending = next((item for item in _ENDINGS if name.lower().endswith(item)), None)
                if ending is None or len(name) == len(ending):
                    break
                name = name[: -len(ending)]
                found[name].append(path)
        return found

    @cached_property
    def _defined(self) -> dict[str, list[tuple[str, str]]]:
        """Go: templates that are defined in files, by their names."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for path in sorted(self._files):
            made = self.template(path)
            if made.dialect == "go":
                for key, unit in made.units.items():
                    if unit.kind == "define":
                        found[key].append((path, key))
        return found

    def words(self) -> set[str]:
        """What code may call the templates by."""
        return set(self._by_name) | set(self._defined)

    def find(self, name: str, near: str, dialects: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
        """The template files, with the part in each, that a name means in a file; those nearest to it."""
        name = name.strip().lstrip("./").replace("\\", "/")
        if not name or len(name) > 200:
            return []
        found = []
        for path in self._by_name.get(name.rpartition("/")[2], ()):
            if self._is_called(path, name):
                found.append((path, ""))
        # Names begin in the folder of templates: shop/cart.html is no answer to cart.html where there is one.
        found = [item for item in found if self._is_rooted(item[0], name)] or found
        found += [item for item in self._defined.get(name, ()) if item[0] != near]
        if dialects:
            found = [item for item in found if self.template(item[0]).dialect in dialects]
        return _nearest(found, near)

    def _is_called(self, path: str, name: str) -> bool:
        folder, _, last = name.rpartition("/")
        above = path.rpartition("/")[0]
        return bool(last) and (not folder or above == folder or above.endswith("/" + folder))

    def _is_rooted(self, path: str, name: str) -> bool:
        above = f"/{path}"[: f"/{path}".rfind(f"/{name}")]
        return above.rpartition("/")[2].lower() in _ROOTS

    def meant(self, template: Template, use: Use) -> list[tuple[str, str]]:
        """The template, or the part of one, that is used."""
        if use.kind != "call":
            return self.find(use.name, template.path)[:1]
        for key in (use.name, f"macro {use.name}"):
            if key in template.units:
                return [(template.path, key)]
        if template.dialect == "go":
            return self.find(use.name, template.path)[:1]
        if use.name in template.taken:
            name, macro = template.taken[use.name]
            return [(path, f"macro {macro}") for path, _ in self.find(name, template.path)[:1]]
        alias, _, macro = use.name.rpartition(".")
        if alias in template.imports:
            return [(path, f"macro {macro}") for path, _ in self.find(template.imports[alias], template.path)[:1]]
        if use.name.startswith("mixin "):
            included = [item.name for item in template.main.uses if item.kind == "include"][:20]
            for name in included:
                for path, _ in self.find(name, template.path)[:1]:
                    if use.name in self.template(path).units:
                        return [(path, use.name)]
        return []

    def text(self, path: str) -> str:
        """The text of a template file."""
        return self._files[path].text

    def hits(self, path: str, unit: str = "") -> list[Hit]:
        """All that a template writes, with what it includes and extends."""
        key = (path, unit)
        if key not in self._hits:
            self._hits[key] = []  # a template that includes itself adds nothing
            made = _Reach(self).of(path, unit, 0, frozenset())
            html = any(item.html for item in made)
            self._hits[key] = [replace(item, html=html) for item in made][:_MAX_HITS]
        return self._hits[key]


class _Reach:
    """What is reached from one template; bounded."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.left = 400  # parts of templates

    def of(self, path: str, key: str, depth: int, overridden: frozenset[str]) -> list[Hit]:
        template = self.library.template(path)
        unit = template.units.get(key)
        self.left -= 1
        if unit is None or depth > _MAX_DEPTH or self.left < 0:
            return []
        found = [
            Hit(one, output, path, template.is_html) for output in unit.outputs for one in (output.paths or ((),)[:0])
        ]
        own = frozenset(name for name in template.units if name.startswith("block "))
        for use in unit.uses:
            if use.kind == "call" and use.name in overridden:
                continue
            for other, part in self.library.meant(template, use):
                if other == path and part == key:
                    continue
                taken = (
                    overridden | own
                    if use.kind == "extends"
                    else overridden
                    if part.startswith("block ")
                    else frozenset()
                )
                inner = self.of(other, part, depth + 1, taken)
                target = self.library.template(other).units.get(part)
                found += _given(template, use, target, inner)
            if len(found) > _MAX_HITS:
                break
        return found


def _given(template: Template, use: Use, target: Unit | None, inner: list[Hit]) -> list[Hit]:
    """What an included part writes, in the terms of the template that includes it."""
    parameters = target.parameters if target is not None else []
    by_name = {**dict(zip(parameters, use.placed, strict=False)), **use.given}
    word = {"extends": "extended", "include": "included"}.get(use.kind, "used")
    step = TraceStep(template.path, use.line, use.column, f"{word} here: {use.name}")
    shown = () if use.name.startswith("block ") else (step,)
    found: list[Hit] = []
    for hit in inner:
        root = hit.path[0] if hit.path else ""
        if root in by_name:
            bases = [(*base, *hit.path[1:]) for base in by_name[root]]
        elif root == "request":
            bases = [hit.path]
        elif parameters or (use.alone and template.dialect != "go"):
            continue
        else:
            bases = [(*base, *hit.path) for base in use.context]
        found += [replace(hit, path=base[:10], way=(*shown, *hit.way)) for base in bases[:6]]
    return found


def _nearest(found: list[tuple[str, str]], near: str) -> list[tuple[str, str]]:
    """Those of several templates of one name that are in the folders nearest to a file."""
    if len(found) < 2:
        return found
    parts = near.split("/")[:-1]

    def common(path: str) -> int:
        number = 0
        for mine, other in zip(parts, path.split("/"), strict=False):
            if mine != other:
                break
            number += 1
        return number

    best = max(common(path) for path, _ in found)
    return [item for item in found if common(item[0]) == best][:3]
