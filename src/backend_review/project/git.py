"""Git, asked so that nothing in the repository under review can run a program.

Repository configuration can name programs (``core.fsmonitor``, ``diff.external``, textconv filters, hooks); each is
switched off on the command line, which wins over any configuration file.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from backend_review.errors import UserError

_SAFE = (
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.quotePath=false",
    "-c", "diff.external=",
    "-c", "protocol.allow=never",
    "--no-optional-locks", "--no-pager", "--literal-pathspecs",
)  # fmt: skip
_TIMEOUT_SECONDS = 60
_AT_ONCE = 400  # objects that are read in one go
_DEEPEN = "'git fetch --deepen=100' until the common commit is there, or 'git fetch --unshallow'"
_MISSING = "in a partial clone (--filter) fetch what is missing first: 'git fetch --refetch --no-filter'"


def _git(folder: Path, *arguments: str, feed: bytes | None = None) -> subprocess.CompletedProcess[bytes] | None:
    """Run git; None when git is not installed or takes too long."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    try:
        return subprocess.run(
            ["git", *_SAFE, *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            check=False,
            timeout=_TIMEOUT_SECONDS,
            input=feed if feed is not None else b"",
        )
    except (OSError, subprocess.TimeoutExpired):
        return None


def find_root(folder: Path) -> Path | None:
    """The top folder of the work tree that a folder lies in; None outside of one, or where git refuses."""
    done = _git(folder, "rev-parse", "--show-toplevel")
    if done is None or done.returncode != 0:
        return None
    return Path(os.fsdecode(done.stdout.rstrip(b"\r\n")))


def list_files(root: Path) -> list[str] | None:
    """The files of a work tree that git tracks or would add (``.gitignore`` honoured), relative to the root.

    None when git cannot tell.
    """
    done = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if done is None or done.returncode != 0:
        return None
    return sorted({os.fsdecode(name) for name in done.stdout.split(b"\0") if name})


class Blob(msgspec.Struct, frozen=True):
    """A file as git has it: the id of its content, and its size in bytes."""

    id: str
    size: int


def merge_base(root: Path, ref: str) -> str:
    """The commit that ``ref`` and HEAD share. Raises UserError, saying what to fetch, when there is none."""
    if ref.startswith("-"):
        raise UserError(f"--diff: '{ref}' is not the name of a commit")
    known = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if known is None or known.returncode != 0:
        raise UserError(f"--diff: no commit '{ref}' in this repository", _fetching(root, ref))
    commit = known.stdout.decode().strip()
    base = _git(root, "merge-base", commit, "HEAD")
    if base is None or base.returncode != 0:
        hint = f"this clone is shallow: {_DEEPEN}" if _is_shallow(root) else None
        raise UserError(f"--diff: '{ref}' and HEAD have no common commit here", hint)
    return base.stdout.decode().strip()


def _fetching(root: Path, ref: str) -> str:
    """What to do for a commit that is not there: clones of CI jobs have one branch, and often one commit."""
    remote, _, branch = ref.partition("/")
    there = _git(root, "remote")
    remotes = there.stdout.decode(errors="replace").split() if there is not None else []
    if remote in remotes and branch:
        fetch = f"'git fetch {remote} +refs/heads/{branch}:refs/remotes/{ref}'"
    elif remotes:
        fetch = f"'git fetch {remotes[0]} {ref}', and give --diff the name FETCH_HEAD"
    else:
        return "'git branch -a' lists the names there are"
    return f"fetch it first: {fetch}" + (f"; as this clone is shallow, then {_DEEPEN}" if _is_shallow(root) else "")


def _is_shallow(root: Path) -> bool:
    done = _git(root, "rev-parse", "--is-shallow-repository")
    return done is not None and done.stdout.strip() == b"true"


def tree(root: Path, commit: str) -> dict[str, Blob]:
    """The plain files of a commit by path; links and submodules are none. Raises UserError when git cannot tell."""
    done = _git(root, "ls-tree", "-r", "-l", "-z", "--full-tree", commit)
    if done is None or done.returncode != 0:
        raise UserError("--diff: git could not list the base's files", _MISSING)
    files = {}
    for row in done.stdout.split(b"\0"):
        description, _, path = row.partition(b"\t")
        if path and description.startswith(b"100"):
            _, _, name, size = description.split()
            files[os.fsdecode(path)] = Blob(name.decode(), int(size) if size.isdigit() else 0)
    return files


def staged(root: Path) -> dict[str, Blob]:
    """The plain files of the index by path, as a commit would record them. Raises UserError when git cannot tell."""
    done = _git(root, "ls-files", "-s", "-z")
    if done is None or done.returncode != 0:
        raise UserError("--staged: git could not list the files of its index")
    ids: dict[str, str] = {}
    for row in done.stdout.split(b"\0"):
        description, _, path = row.partition(b"\t")
        if path and description.startswith(b"100"):
            _, name, stage = description.split()
            if stage != b"0":
                raise UserError(f"--staged: {os.fsdecode(path)} has conflicts", "resolve them and 'git add' it first")
            ids[os.fsdecode(path)] = name.decode()
    sizes = _sizes(root, sorted(set(ids.values())))
    return {path: Blob(name, sizes.get(name, 0)) for path, name in ids.items()}


def _sizes(root: Path, names: list[str]) -> dict[str, int]:
    done = _git(root, "cat-file", "--batch-check", feed="".join(f"{name}\n" for name in names).encode())
    if done is None or done.returncode != 0:
        raise UserError("--staged: git could not read its objects", _MISSING)
    rows = [row.split() for row in done.stdout.decode().splitlines()]
    return {row[0]: int(row[2]) for row in rows if len(row) == 3 and row[2].isdigit()}


def renames(root: Path, commit: str) -> dict[str, str]:
    """Files that were renamed between a commit and the index, as git sees it: new path → old path."""
    done = _git(root, "diff-index", "--cached", "-M", "-z", "--name-status", "--diff-filter=R", commit)
    if done is None or done.returncode != 0:
        return {}
    fields = [os.fsdecode(field) for field in done.stdout.split(b"\0")]
    return {fields[place + 2]: fields[place + 1] for place in range(0, len(fields) - 2, 3)}


def object_id(content: bytes, length: int) -> str:
    """The id git gives a file of this content; its length says which hash the repository uses (gitformat-pack)."""
    digest = hashlib.sha256() if length == 64 else hashlib.sha1(usedforsecurity=False)
    digest.update(b"blob %d\0" % len(content))
    digest.update(content)
    return digest.hexdigest()


def read_blobs(root: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The contents of objects by their ids, some hundred at a time. Raises UserError for one that is not there."""
    wanted = sorted(set(names))
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        done = _git(root, "cat-file", "--batch", feed="".join(f"{name}\n" for name in some).encode())
        if done is None or done.returncode != 0:
            raise UserError("--diff: git could not read the base's files", _MISSING)
        rest = memoryview(done.stdout)
        for name in some:
            header = bytes(rest[:200]).partition(b"\n")[0]
            fields = header.split(b" ")
            if len(fields) != 3 or fields[1] != b"blob":
                raise UserError(f"--diff: the object {name} is not in this clone", _MISSING)
            start_of_content, size = len(header) + 1, int(fields[2])
            yield name, bytes(rest[start_of_content : start_of_content + size])
            rest = rest[start_of_content + size + 1 :]


def read_file(root: Path, commit: str, path: str) -> bytes | None:
    """The content of a file in a commit, from git's objects; None for one that is not there."""
    blob = tree(root, commit).get(path)
    return next((content for _, content in read_blobs(root, [blob.id])), None) if blob is not None else None
