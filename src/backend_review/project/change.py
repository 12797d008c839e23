"""A change to a project: the files as they are and as they were, with what became of their names.

Git's objects are written to a folder of our own, so that the base can be reviewed like any project: no checkout, no
filters, and the work tree is never touched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

import msgspec

from backend_review.errors import UserError
from backend_review.project import git
from backend_review.project.files import MAX_BYTES
from backend_review.project.source import language_of

_SMALL = 64 * 1024  # of kinds of file that nobody reviews, but that may be a manifest
_ALIKE = 0.5  # of the lines, as for git's -M
_MOST_PAIRS = 20_000
_WORD = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
_RESERVED = re.compile(r"(?i)^(\.git|git~1)$")


class Change(msgspec.Struct, frozen=True):
    """``before`` and ``after`` are the roots of the two states; ``after`` is the work tree, or a folder with the index.

    ``same`` are paths whose content is the same on both sides; ``renamed`` maps old paths to new ones. ``listed`` are
    all files of the two states.
    """

    before: Path
    after: Path
    same: frozenset[str]
    renamed: Mapping[str, str]
    listed_before: frozenset[str]
    listed_after: frozenset[str]

    def present(self, path: str) -> str:
        """The present name of a file of the base."""
        return self.renamed.get(path, path)


def since(root: Path, ref: str, names: Iterable[str], folder: Path) -> Change:
    """What changed between the merge base with ``ref`` and the work tree, of which ``names`` are the files.

    Contents are compared by their object ids, worked out here: asking git to look at the work tree would run the clean
    filters that the repository's configuration names. ``folder`` (empty) is where the base is put.
    """
    commit = git.merge_base(root, ref)
    base = git.tree(root, commit)
    now: dict[str, bytes] = {}
    same, there = set(), set()
    for name in names:
        size = _size(root / name)
        if size is None:
            continue
        there.add(name)
        blob = base.get(name)
        if blob is None:
            now[name] = _read(root / name) or b""
        elif blob.size == size and (not _is_read(name, size) or _has_id(root / name, blob.id)):
            same.add(name)
    before = folder / "base"
    _write(root, base, before)
    gone = {name: before / name for name in base if name not in there}
    renamed = _renamed(gone, now, git.renames(root, commit))
    return Change(before, root, frozenset(same), renamed, frozenset(base), frozenset(there))


def staged(root: Path, folder: Path) -> Change:
    """What the index changes of HEAD: what a commit would record now, whatever else the work tree has."""
    commit = git.merge_base(root, "HEAD")
    base, index = git.tree(root, commit), git.staged(root)
    before, after = folder / "base", folder / "index"
    _write(root, base, before)
    _write(root, index, after)
    same = frozenset(name for name, blob in index.items() if name in base and base[name].id == blob.id)
    gone = {name: before / name for name in base if name not in index}
    new = {name: data for name in index if name not in base and (data := _read(after / name)) is not None}
    renamed = _renamed(gone, new, git.renames(root, commit))
    return Change(before, after, same, renamed, frozenset(base), frozenset(index))


def _size(path: Path) -> int | None:
    try:
        return None if path.is_symlink() or not path.is_file() else path.stat().st_size
    except OSError:
        return None


def _is_read(name: str, size: int) -> bool:
    """Whether anybody reads a file of this name and size: code, settings, and what may be a manifest."""
    return size <= (MAX_BYTES if language_of(name) else _SMALL)


def _has_id(path: Path, wanted: str) -> bool:
    data = _read(path)
    return data is not None and git.object_id(data, len(wanted)) == wanted


def _read(path: Path) -> bytes | None:
    try:
        if path.is_symlink() or not path.is_file():
            return None
        return path.read_bytes()
    except OSError:
        return None


def _write(root: Path, files: Mapping[str, git.Blob], folder: Path) -> None:
    """Put files of git's objects below a folder: those that somebody reads; of others, only that they are there."""
    folder.mkdir()
    places: dict[str, list[str]] = {}
    for name, blob in files.items():
        if not _is_plain(name):
            continue
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if _is_read(name, blob.size):
            places.setdefault(blob.id, []).append(name)
        else:
            with (folder / name).open("wb") as stream:
                stream.truncate(blob.size)  # takes no room where the file system knows holes
    try:
        for blob_id, data in git.read_blobs(root, places):
            for name in places[blob_id]:
                (folder / name).write_bytes(data)
    except OSError as error:
        raise UserError(f"--diff: the base could not be written to {folder}: {error.strerror}") from error


def _is_plain(name: str) -> bool:
    """Whether a name out of git's objects stays below the folder that it is put in: trees can be made by hand."""
    parts = PurePosixPath(name).parts
    return (
        bool(parts)
        and not name.startswith("/")
        and "\\" not in name
        and "\0" not in name
        and not any(part in {"", ".", ".."} or _RESERVED.match(part) or ":" in part for part in parts)
    )


def _renamed(gone: Mapping[str, Path], new: Mapping[str, bytes], known: Mapping[str, str]) -> dict[str, str]:
    """New names by old ones: what git saw, then equal contents, then those that share half of their lines."""
    result = {old: name for name, old in known.items() if old in gone and name in new}
    wanted = {name: path for name, path in gone.items() if name not in result and language_of(name)}
    old_texts = {name: data for name, path in wanted.items() if (data := _read(path))}
    left = {name: data for name, data in new.items() if name not in result.values() and data and language_of(name)}
    for name, data in old_texts.items():
        equal = [other for other, there in left.items() if there == data]
        if equal:
            result[name] = min(equal, key=lambda other: (_distance(name, other), other))
            del left[result[name]]
    pairs = []
    waiting = {name: _lines(data) for name, data in old_texts.items() if name not in result}
    others = {name: _lines(data) for name, data in left.items()}
    if len(waiting) * len(others) <= _MOST_PAIRS:
        for name, lines in waiting.items():
            for other, found in others.items():
                if language_of(name) == language_of(other):
                    share = (lines & found).total() / max(lines.total(), found.total(), 1)
                    if share >= _ALIKE:
                        pairs.append((-share, _distance(name, other), name, other))
    for _, _, name, other in sorted(pairs):
        if name not in result and other not in result.values():
            result[name] = other
    return result


def _lines(data: bytes) -> Counter[bytes]:
    """The lines of a file that have a word on them: blank ones and brackets are in all files."""
    return Counter(line.strip() for line in data.splitlines() if any(char in _WORD for char in line))


def _distance(old: str, new: str) -> int:
    """How many parts two paths do not share, counted from their ends: a file that moved keeps its name."""
    one, two = PurePosixPath(old).parts[::-1], PurePosixPath(new).parts[::-1]
    pairs = enumerate(zip(one, two, strict=False))
    shared = next((number for number, (left, right) in pairs if left != right), min(len(one), len(two)))
    return max(len(one), len(two)) - shared
