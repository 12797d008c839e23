"""Files are written whole or not at all, and only over what was read."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from backend_review import writing
from backend_review.writing import Change, write_changes, write_whole


def left_overs(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".tmp")]


def test_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "run.py"
    path.write_bytes(b"old")
    path.chmod(0o755)
    assert write_changes({path: Change(b"old", b"new")}).done == [path]
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o755
    assert left_overs(tmp_path) == []


def test_refused_one_by_one(tmp_path: Path) -> None:
    names = ["good", "changed", "readonly", "gone", "link", "folder"]
    paths = {name: tmp_path / name for name in names}
    for name in ("good", "changed", "readonly"):
        paths[name].write_bytes(b"old")
    paths["changed"].write_bytes(b"newer")
    paths["readonly"].chmod(0o444)
    paths["link"].symlink_to(paths["good"])
    paths["folder"].mkdir()
    written = write_changes({path: Change(b"old", b"new") for path in paths.values()})
    assert written.done == [paths["good"]]
    assert {path.name: why for path, why in written.refused.items()} == {
        "changed": "it has changed since it was read",
        "readonly": "it is read-only",
        "gone": "no such file or directory",
        "link": "it is not a plain file",
        "folder": "it is not a plain file",
    }
    assert paths["changed"].read_bytes() == b"newer"
    assert paths["readonly"].read_bytes() == b"old"
    assert left_overs(tmp_path) == []


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [tmp_path / f"{number}.py" for number in range(4)]
    for path in paths:
        path.write_bytes(b"old")
    real = os.fsync
    calls = iter(range(10))

    def full(handle: int) -> None:
        if next(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    monkeypatch.setattr(writing.os, "fsync", full)
    written = write_changes({path: Change(b"old", b"new") for path in paths})
    assert written.done == []
    assert set(written.refused.values()) == {"no space left on device, so no file was changed"}
    assert {path.read_bytes() for path in paths} == {b"old"}
    assert left_overs(tmp_path) == []


def test_a_file_saved_in_between_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"old")
    monkeypatch.setattr(writing.os, "fsync", lambda _: path.write_bytes(b"saved by an editor"))
    written = write_changes({path: Change(b"old", b"new")})
    assert written.refused == {path: "it has changed since it was read"}
    assert path.read_bytes() == b"saved by an editor"


def test_a_new_file_can_be_private(tmp_path: Path) -> None:
    write_whole(tmp_path / "secret", b"x", 0o600)
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_whole(tmp_path / "nowhere" / "x", b"x")


_WRITER = """
import sys
from pathlib import Path
from backend_review.writing import Change, write_changes
paths = sorted(Path(sys.argv[1]).glob("*.py"))
print("ready", flush=True)
for turn in range(100_000):
    old, new = (b"a" * 50_000, b"b" * 50_000)
    before, after = (old, new) if turn % 2 == 0 else (new, old)
    write_changes({path: Change(before, after) for path in paths})
"""


def test_killed_in_the_middle_every_file_is_whole(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.py").write_bytes(b"a" * 50_000)
    for pause in (0.01, 0.03, 0.07):
        for path in tmp_path.glob("*.py"):
            path.write_bytes(b"a" * 50_000)
        writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(pause)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        for path in tmp_path.glob("*.py"):
            data = path.read_bytes()
            assert len(data) == 50_000
            assert len(set(data)) == 1
