"""Git, asked so that nothing in the repository under review can run a program.

Repository configuration can name programs (``core.fsmonitor``, ``diff.external``, textconv filters, hooks); each is
switched off on the command line, which wins over any configuration file.
"""

from __future__ import annotations

import os
import subprocess
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


def changed_files(root: Path, base: str) -> dict[str, str | None]:
    """Files that differ between a commit and the work tree: path now → path in the commit (None for a new file)."""
    done = _git(root, "diff", "--name-status", "-z", "--no-ext-diff", "--no-textconv", "--find-renames", base)
    if done is None or done.returncode != 0:
        raise UserError("--diff: git could not compare the work tree with the base")
    fields = [os.fsdecode(field) for field in done.stdout.split(b"\0")]
    changed: dict[str, str | None] = {}
    position = 0
    while position < len(fields) - 1:
        status = fields[position]
        if status[:1] in {"R", "C"}:
            changed[fields[position + 2]] = fields[position + 1]
            position += 3
        else:
            if status != "D":
                changed[fields[position + 1]] = None if status == "A" else fields[position + 1]
            position += 2
    untracked = _git(root, "ls-files", "-z", "--others", "--exclude-standard")
    if untracked is not None:
        changed |= {os.fsdecode(name): None for name in untracked.stdout.split(b"\0") if name}
    return changed


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
