"""What is reviewed: one state of a project, or two that are compared."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from pathlib import Path

import msgspec

from backend_review.catalog import Catalog
from backend_review.config import Config
from backend_review.errors import UserError
from backend_review.finding import Finding
from backend_review.fingerprint import fingerprints
from backend_review.inspection import patterns_used
from backend_review.project import change, git
from backend_review.project.facts import Facts
from backend_review.project.files import Inventory, collect
from backend_review.project.source import SourceFile


class Request(msgspec.Struct, frozen=True):
    """What to review and how; ``known`` are all rules there are, ``catalog`` those to run."""

    root: Path
    paths: Sequence[Path]
    known: Catalog
    catalog: Catalog
    config: Config
    by_name: frozenset[str] = frozenset()
    diff: str | None = None
    staged: bool = False
    baseline: Path | None = None
    show_hidden: bool = False
    stdin: tuple[str, bytes] | None = None
    jobs: int | None = None
    across_files: bool = True


class State:
    """The files of a project as they are, or were, at one time: those to report on, and what is around them."""

    def __init__(
        self,
        root: Path,
        inventory: Inventory,
        project: Callable[[], Inventory],
        names: Callable[[], Iterable[str]],
    ) -> None:
        self.root = root
        self.inventory = inventory
        self.files: Sequence[SourceFile] = inventory.files
        self.project = project
        self.facts = Facts(root, names, reviewed=inventory.files, everything=lambda: project().files)


def state(request: Request) -> State:
    """The project as it is on disk, or the file that came on standard input."""
    root, exclude = request.root, request.config.exclude
    if request.stdin is not None:
        name, content = request.stdin
        inventory = Inventory(files=[SourceFile.from_content(root, name, content)])
    else:
        inventory = collect(root, request.paths, exclude)
    names = git.list_files(root) if (root / ".git").exists() else None
    return State(
        root,
        inventory,
        cache(lambda: collect(root, [root], exclude)),
        lambda: names or [file.path for file in collect(root, [root]).files],
    )


class Comparison:
    """Two states of a project, and which files differ."""

    def __init__(self, request: Request, found: change.Change) -> None:
        self._change = found
        asked = [request.root / request.stdin[0]] if request.stdin else request.paths
        inside = [path.resolve().relative_to(request.root) for path in asked]
        if found.after == request.root:
            self.head = state(request)
        else:
            self.head = _state_in(found.after, inside, found.listed_after, request.config, ())
        old = [name for name, new in found.renamed.items() if any(file.path == new for file in self.head.files)]
        self.base = _state_in(found.before, inside, found.listed_before, request.config, old)

    @property
    def differs(self) -> bool:
        """Whether any file does."""
        return not self._change.listed_before == self._change.listed_after == self._change.same

    @cached_property
    def changed(self) -> frozenset[str]:
        """The paths, of both states, of files that are new, gone, or read otherwise now than before."""
        roles = {file.path: file.role for file in self.base.files}
        same = {
            file.path
            for file in self.head.files
            if file.path in self._change.same and roles.get(file.path) == file.role
        }
        return frozenset({file.path for file in (*self.head.files, *self.base.files)} - same)

    @cached_property
    def earlier(self) -> dict[str, SourceFile]:
        """The files of the base by their present paths."""
        return {self._change.present(file.path): file for file in self.base.files}

    def same_patterns(self, catalog: Catalog) -> bool:
        """Whether the two states use the same libraries, as far as rules ask."""
        return patterns_used(catalog, self.head.facts) == patterns_used(catalog, self.base.facts)

    def under_present_names(self, findings: Iterable[Finding]) -> list[Finding]:
        """Findings of the base with the fingerprints that they have where their files are now."""
        named = [(self._change.present(finding.path), finding) for finding in findings]
        named.sort(key=lambda pair: (pair[0], pair[1].start, pair[1].rule))
        names = fingerprints([(finding.rule, path, finding.snippet.split("\n")) for path, finding in named])
        return [
            msgspec.structs.replace(finding, fingerprint=name) for (_, finding), name in zip(named, names, strict=True)
        ]


def compare(request: Request) -> Comparison:
    """The state that the request names, and the one it is compared with. Raises UserError where there is none."""
    root = request.root
    if not (root / ".git").exists():
        option = "--staged" if request.staged else "--diff"
        raise UserError(f"{option}: {root} is not a git repository", "run it in a checkout, or use --baseline")
    # Read until the program ends: a model reads the code after the review.
    folder = Path(tempfile.mkdtemp(prefix="backend-review-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if request.staged:
        return Comparison(request, change.staged(root, folder))
    if request.diff is None:
        raise ValueError("nothing to compare with")
    found = change.since(root, request.diff, git.list_files(root) or (), folder)
    if request.stdin:
        # What came on standard input may be another text than that on disk.
        found = msgspec.structs.replace(found, same=found.same - {request.stdin[0]})
    return Comparison(request, found)


def _state_in(root: Path, inside: Sequence[Path], names: Iterable[str], config: Config, more: Sequence[str]) -> State:
    """A state that lies in a folder of its own; of the paths asked for, those that it has, and some files besides."""
    paths = [place for place in (*(root / path for path in inside), *(root / name for name in more)) if place.exists()]
    inventory = collect(root, paths, config.exclude) if paths else Inventory()
    return State(root, inventory, cache(lambda: collect(root, [root], config.exclude)), lambda: names)
