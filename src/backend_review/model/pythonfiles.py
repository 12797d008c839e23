"""What Python programs find out about their own files and modules: paths, folders' contents, modules by name.

Plugins, controllers and blueprints are often loaded by looking into a folder. The files are those of the project; a
path is relative to the project's folder, and nothing is read from the disk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backend_review.model.values import (
    HOLE,
    MAX_LOADED,
    Either,
    Items,
    Known,
    Namespace,
    Thing,
    Unknown,
    Value,
    items_of,
    merged,
    options,
    text_of,
)

if TYPE_CHECKING:
    from backend_review.index.program import Module
    from backend_review.index.project import Project
    from backend_review.model.evaluator import Call

_PATH = "pathlib.Path"
_NAMED = re.compile(r"[A-Za-z_]\w\w+")


@dataclass(slots=True, eq=False)
class ModuleInfo(Items):
    """What ``pkgutil.iter_modules`` gives of a module: a triple whose second part is its name."""


def path_of(text: str) -> Thing:
    """A ``pathlib.Path``, with the paths above it."""
    text = re.sub(r"/(?:\./)*", "/", text).removeprefix("./").rstrip("/")
    above, _, name = text.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    parts = Items([Known(part) for part in text.split("/")] if text else [])
    made = Thing(_PATH, model=text)
    made.attributes |= {
        "value": Known(text),
        "name": Known(name),
        "stem": Known(stem or name),
        "suffix": Known(dot + suffix if stem else ""),
        "parts": parts,
    }
    made.attributes["parent"] = path_of(above) if above else made if not text else path_of("")
    chain: list[Value] = []
    step: Value = made
    while isinstance(step, Thing) and step.model and len(chain) < 20:
        step = step.attributes["parent"]
        chain.append(step)
    made.attributes["parents"] = Items(chain)
    return made


def joined_path(left: Value, right: Value) -> Value | None:
    """``path / "name"``; None when the left side is no path."""
    if not isinstance(left, Thing) or left.type != _PATH:
        return None
    text = text_of(right)
    return path_of(f"{left.model}/{text}" if left.model else text) if text is not None else Unknown()


def dotted_name(path: str) -> str:
    """The dotted name of the module at a path, from the project's folder on."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def module_variable(module: Module, name: str) -> Value | None:
    """``__file__``, ``__name__``, ``__package__`` and ``__path__`` of a module; None for any other name."""
    folder = module.path.rpartition("/")[0]
    if name == "__file__":
        return Known(module.path)
    if name == "__name__":
        return Known(dotted_name(module.path))
    if name == "__package__":
        return Known(folder.replace("/", "."))
    return Items([Known(folder)]) if name == "__path__" else None


# Folders


def _names_below(project: Project, folder: str) -> list[str]:
    """The names of the files and folders in a folder."""
    head = f"{folder}/" if folder else ""
    return sorted({path[len(head) :].partition("/")[0] for path in project.files if path.startswith(head)})


def _glob(project: Project, folder: str, pattern: str, deep: bool = False) -> list[str]:
    """The paths that match below a folder; below any where there are none: programs start in folders of their own."""
    whole = f"{folder}/" * bool(folder) + "**/" * deep + pattern
    escaped = re.escape(whole).replace(r"\*\*/", "(?:.*/)?").replace(r"\*\*", ".*")
    shape = escaped.replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
    for start in ("", "(?:.*/)?"):
        wanted = re.compile(start + shape)
        found = [path for path in sorted(project.files) if wanted.fullmatch(path)]
        if found:
            return found
    return []


def _text_of_path(call: Call) -> str:
    model = call.receiver.model if call.receiver is not None else ""
    return model if isinstance(model, str) else ""


def _path(call: Call) -> Value:
    texts = [text_of(value) for value in call.args]
    known = [text for text in texts if text is not None]
    return path_of("/".join(known)) if len(known) == len(texts) else Unknown(call.expr)


def _globbed(call: Call) -> Value:
    """``Path.glob`` and ``rglob``."""
    folder = _text_of_path(call)
    deep = call.name.endswith("rglob")
    found = _glob(call.evaluator.project, folder, text_of(call.arg(0)) or "*", deep)
    return Items([path_of(path) for path in found])


def _glob_function(call: Call) -> Value:
    pattern = text_of(call.arg(0))
    if pattern is None or HOLE in pattern:
        return Unknown(call.expr)
    return Items([Known(path) for path in _glob(call.evaluator.project, "", pattern.removeprefix("./"))])


def _listed(call: Call) -> Value:
    """``os.listdir(folder)``, ``path.iterdir()``."""
    if call.receiver is not None:
        folder = _text_of_path(call)
        head = f"{folder}/" if folder else ""
        return Items([path_of(head + name) for name in _names_below(call.evaluator.project, folder)])
    text = text_of(call.arg(0))
    if text is None or HOLE in text:
        return Unknown(call.expr)
    return Items([Known(name) for name in _names_below(call.evaluator.project, text.strip("/"))])


def _with_suffix(call: Call) -> Value:
    text = _text_of_path(call)
    head, _, name = text.rpartition("/")
    stem = name.rpartition(".")[0] or name
    return path_of((f"{head}/" if head else "") + stem + (text_of(call.arg(0)) or ""))


def _itself(call: Call) -> Value:
    return call.receiver if call.receiver is not None else call.arg(0) or Unknown(call.expr)


def _below(call: Call) -> Value:
    text = _text_of_path(call)
    return path_of("/".join([text, *(text_of(value) or HOLE for value in call.args)]))


def _relative(call: Call) -> Value:
    text = _text_of_path(call)
    base = text_of(call.arg(0)) or ""
    return path_of(text.removeprefix(base).lstrip("/"))


def _folder(call: Call) -> Value:
    text = text_of(call.arg(0))
    return Known(text.rpartition("/")[0]) if text is not None else Unknown(call.expr)


def _name(call: Call) -> Value:
    text = text_of(call.arg(0))
    return Known(text.rpartition("/")[2]) if text is not None else Unknown(call.expr)


def _split_suffix(call: Call) -> Value:
    text = text_of(call.arg(0))
    if text is None:
        return Unknown(call.expr)
    stem, dot, suffix = text.rpartition(".")
    return Items([Known(stem), Known(dot + suffix)]) if stem else Items([Known(text), Known("")])


# Modules


def _iterated(call: Call) -> Value:
    """``pkgutil.iter_modules(path, prefix)`` and ``walk_packages``."""
    prefix = text_of(call.arg(1, "prefix")) or ""
    deep = call.name.endswith("walk_packages")
    found: list[Value] = []
    for value in items_of(call.arg(0, "path")):
        folder = text_of(value)
        if folder is not None and HOLE not in folder:
            found.extend(_modules_below(call.evaluator.project, folder.strip("/"), prefix, deep))
    return Items(found[:MAX_LOADED]) if found else Unknown(call.expr)


def _modules_below(project: Project, folder: str, prefix: str, deep: bool) -> Iterator[ModuleInfo]:
    head = f"{folder}/" if folder else ""
    names: dict[str, bool] = {}
    for path in sorted(project.files):
        if not path.startswith(head) or not path.endswith(".py"):
            continue
        parts = path[len(head) :].removesuffix(".py").split("/")
        package = parts[-1] == "__init__"
        parts = parts[:-1] if package else parts
        if parts and (deep or len(parts) == 1):
            names[".".join(parts)] = package
    for name, package in names.items():
        yield ModuleInfo([Unknown(), Known(prefix + name), Known(package)])


def import_module(call: Call) -> Value:
    """``importlib.import_module(name, package)``: the module, or those that a name with unknown parts may mean."""
    package = text_of(call.arg(1, "package"))
    found: list[Value] = []
    given = call.arg(0, "name")
    for option in options(given) if given is not None else ():
        name = text_of(option)
        if name is None:
            continue
        if name.startswith("."):
            if package is None:
                continue
            name = package + name
        found.extend(_imported(call, name))
    return found[0] if len(found) == 1 else Either(found) if found else Unknown(call.expr)


def _imported(call: Call, name: str) -> list[Value]:
    project = call.evaluator.project
    if HOLE not in name:
        paths = project.resolve(call.scope.module, name)
        return [Namespace(paths)] if paths else []
    fixed = name.replace(HOLE, "")
    if not _NAMED.search(fixed):
        return []
    shape = re.escape(name.replace(HOLE, "\0")).replace(r"\.", "/").replace("\0", r"\w+(?:/\w+)*")
    wanted = re.compile(rf"(?:.*/)?{shape}(?:/__init__)?\.py")
    paths = tuple(path for path in sorted(project.files) if path.endswith(".py") and wanted.fullmatch(path))
    return [Namespace((path,)) for path in paths] if len(paths) <= MAX_LOADED else []


def import_string(call: Call) -> Value:
    """``import_string("package.module.Name")`` of Django and Werkzeug."""
    found: list[Value] = []
    given = call.arg(0)
    for option in options(given) if given is not None else ():
        name = (text_of(option) or "").replace(":", ".")
        if not name or HOLE in name:
            continue
        paths = call.evaluator.project.resolve(call.scope.module, name)
        above, _, last = name.rpartition(".")
        if paths:
            found.append(Namespace(paths))
        elif above and (paths := call.evaluator.project.resolve(call.scope.module, above)):
            found.append(call.evaluator.attribute(Namespace(paths), last))
    value = merged(found)
    return value if not isinstance(value, Unknown) else Unknown(call.expr)


TABLE: dict[str, Callable[[Call], Value]] = {
    **dict.fromkeys((_PATH, "pathlib.PurePath"), _path),
    **dict.fromkeys((f"{_PATH}.glob", f"{_PATH}.rglob"), _globbed),
    f"{_PATH}.iterdir": _listed,
    f"{_PATH}.with_suffix": _with_suffix,
    **dict.fromkeys((f"{_PATH}.{name}" for name in ("resolve", "absolute", "expanduser", "as_posix")), _itself),
    f"{_PATH}.joinpath": _below,
    f"{_PATH}.relative_to": _relative,
    **dict.fromkeys((f"os.path.{name}" for name in ("abspath", "realpath", "normpath", "expanduser")), _itself),
    "os.path.dirname": _folder,
    "os.path.basename": _name,
    "os.path.splitext": _split_suffix,
    "os.listdir": _listed,
    **dict.fromkeys(("glob.glob", "glob.iglob"), _glob_function),
    **dict.fromkeys(("pkgutil.iter_modules", "pkgutil.walk_packages"), _iterated),
    "importlib.import_module": import_module,
    **dict.fromkeys(("werkzeug.utils.import_string", "django.utils.module_loading.import_string"), import_string),
}
