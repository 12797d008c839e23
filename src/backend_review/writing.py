"""Writing files whole or not at all.

New content goes to a file beside the old one, is flushed to the disk, and takes the old one's name in one step; what is
interrupted leaves the old file as it was. Several files are all written beside first, so that a full disk is known
before any of them has changed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path

import msgspec

# What says that nothing more can be written there, whichever file is next.
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


class Change(msgspec.Struct, frozen=True):
    """New content of a file, and the content that it was made from: what has changed since is not overwritten."""

    before: bytes
    after: bytes


class Written(msgspec.Struct):
    """What became of the files: those that have their new content, and why others have not."""

    done: list[Path] = []
    refused: dict[Path, str] = {}


def write_whole(path: Path, data: bytes, mode: int | None = None) -> None:
    """Write a file in one step; ``mode`` is for a new one (others keep theirs). Raises OSError: nothing changed."""
    staged = _stage(path, data, mode)
    try:
        staged.replace(path)
    except OSError:
        _discard(staged)
        raise


def write_changes(changes: Mapping[Path, Change]) -> Written:
    """Put new content into files, each whole or not at all.

    A file that is read-only, gone, no plain file, or not what it was is refused, and the others go on. When there is no
    room for one of them, none is changed.
    """
    written = Written()
    staged: dict[Path, Path] = {}
    try:
        for path, change in changes.items():
            refusal = _refusal(path, change.before)
            if refusal:
                written.refused[path] = refusal
                continue
            try:
                staged[path] = _stage(path, change.after, None)
            except OSError as error:
                if error.errno in _NO_ROOM:
                    return _nothing(changes, written, error)
                written.refused[path] = _reason(error)
        for path in list(staged):
            # Once more, right before: an editor may have saved in between.
            refusal = _refusal(path, changes[path].before)
            if refusal:
                written.refused[path] = refusal
                continue
            try:
                staged[path].replace(path)
            except OSError as error:
                written.refused[path] = _reason(error)
                continue
            del staged[path]
            written.done.append(path)
    finally:
        for left in staged.values():
            _discard(left)
    return written


def _nothing(changes: Mapping[Path, Change], written: Written, error: OSError) -> Written:
    why = f"{_reason(error)}, so no file was changed"
    return Written([], {path: written.refused.get(path, why) for path in changes})


def _refusal(path: Path, before: bytes) -> str:
    """Why a file is not to be written over; "" for one that may be."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            return "it is not a plain file"
        if not status.st_mode & stat.S_IWUSR or not os.access(path, os.W_OK):
            return "it is read-only"
        if path.read_bytes() != before:
            return "it has changed since it was read"
    except OSError as error:
        return _reason(error)
    return ""


def _stage(path: Path, data: bytes, mode: int | None) -> Path:
    """The data in a file beside the path, with the permissions and the owner of the one that is there."""
    there: os.stat_result | None = None
    with contextlib.suppress(OSError):
        there = path.stat()
    staged = path.with_name(f".{path.name[:100]}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    handle = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode or 0o666)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if there is not None:
            if hasattr(os, "chown") and (there.st_uid, there.st_gid) != (os.geteuid(), os.getegid()):
                with contextlib.suppress(OSError):
                    os.chown(staged, there.st_uid, there.st_gid)
            staged.chmod(stat.S_IMODE(there.st_mode))
    except BaseException:
        _discard(staged)
        raise
    return staged


def _discard(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
