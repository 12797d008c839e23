"""Git, asked so that nothing in the repository under review can run a program.

Repository configuration can name programs (``core.fsmonitor``, ``diff.external``, textconv filters, hooks); each is
switched off on the command line, which wins over any configuration file.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

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


def merge_base(root: Path, ref: str) -> str:
    """The commit that ``ref`` and HEAD share. Raises UserError, saying what to fetch, when there is none."""
    if ref.startswith("-"):
        raise UserError(f"--diff: '{ref}' is not the name of a commit")
    known = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if known is None or known.returncode != 0:
        raise UserError(
            f"--diff: no commit '{ref}' in this repository",
            "in a shallow clone fetch it first, e.g. 'git fetch --deepen=100 origin main'",
        )
    commit = known.stdout.decode().strip()
    base = _git(root, "merge-base", commit, "HEAD")
    if base is None or base.returncode != 0:
        raise UserError(
            f"--diff: '{ref}' and HEAD have no common commit here",
            "in a shallow clone fetch more history, e.g. 'git fetch --unshallow'",
        )
    return base.stdout.decode().strip()


def earlier_names(root: Path, commit: str, files: Mapping[str, bytes]) -> dict[str, str | None]:
    """Those of the files (path → content) that differ from a commit: path → its path there, None for a new file.

    Contents are compared by their object ids, worked out here: asking git to look at the work tree would run the
    clean filters that the repository's configuration names.
    """
    tree = _tree(root, commit)
    renamed = _renames(root, commit)
    result: dict[str, str | None] = {}
    for path, content in files.items():
        before = path if path in tree else renamed.get(path)
        if before is None or tree.get(before) != _object_id(content, len(tree[before])) or before != path:
            result[path] = before
    return result


def _object_id(content: bytes, length: int) -> str:
    """The id git gives a file of this content; its length says which hash the repository uses (gitformat-pack)."""
    digest = hashlib.sha256() if length == 64 else hashlib.sha1(usedforsecurity=False)
    digest.update(b"blob %d\0" % len(content))
    digest.update(content)
    return digest.hexdigest()


def _tree(root: Path, commit: str) -> dict[str, str]:
    """The files of a commit: path → object id."""
    done = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit)
    if done is None or done.returncode != 0:
        raise UserError("--diff: git could not list the base's files")
    files = {}
    for row in done.stdout.split(b"\0"):
        description, _, path = row.partition(b"\t")
        if path:
            files[os.fsdecode(path)] = description.split(b" ")[2].decode()
    return files


def _renames(root: Path, commit: str) -> dict[str, str]:
    """Files renamed between a commit and the index: new path → old path."""
    done = _git(root, "diff-index", "--cached", "-M", "-z", "--name-status", "--diff-filter=R", commit)
    if done is None or done.returncode != 0:
        return {}
    fields = [os.fsdecode(field) for field in done.stdout.split(b"\0")]
    return {fields[place + 2]: fields[place + 1] for place in range(0, len(fields) - 2, 3)}


def read_files(root: Path, commit: str, paths: list[str]) -> dict[str, bytes]:
    """The content of files in a commit, from git's objects; a path that is not there is left out."""
    wanted = [path for path in paths if "\n" not in path]
    feed = b"".join(os.fsencode(f"{commit}:{path}") + b"\n" for path in wanted)
    done = _git(root, "cat-file", "--batch", feed=feed)
    if done is None or done.returncode != 0:
        raise UserError("--diff: git could not read the base's files")
    contents: dict[str, bytes] = {}
    rest = done.stdout
    for path in wanted:
        header, _, rest = rest.partition(b"\n")
        if header.endswith((b" missing", b" ambiguous")):
            continue
        size = int(header.rsplit(b" ", 1)[1])
        if b" blob " in header:
            contents[path] = rest[:size]
        rest = rest[size + 1 :]
    return contents
