"""The command line in processes that share the work of starting: one template, forked for each call.

A call is a process of its own, with its own folder, environment and streams, as a shell would start it; only what
Python does before ``main()`` (reading the modules) was done before. The template has one thread, so a fork is sound.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

POSSIBLE = hasattr(os, "fork") and sys.platform != "darwin"


class Template:
    """A process that has the tool's modules in memory; ``run`` forks it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def run(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], stdin: str | None, timeout: int
    ) -> tuple[int, str, str]:
        """The exit code, the output and the errors of the command; ``timeout`` is in seconds."""
        assert self._process.stdin
        assert self._process.stdout
        with tempfile.TemporaryDirectory(prefix="call-") as place:
            streams = [Path(place, name) for name in ("in", "out", "err")]
            streams[0].write_text(stdin or "", encoding="utf-8")
            call = {
                "arguments": list(arguments),
                "folder": str(folder),
                "environment": dict(environment),
                "streams": [str(stream) for stream in streams],
                "timeout": timeout,
            }
            self._process.stdin.write(json.dumps(call) + "\n")
            code = int(self._process.stdout.readline())
            if code == -signal.SIGALRM:
                raise subprocess.TimeoutExpired(list(arguments), timeout)
            return code, *(stream.read_text(encoding="utf-8") for stream in streams[1:])

    def close(self) -> None:
        self._process.communicate()


def _become(call: dict[str, Any]) -> None:
    """Be the command: what a shell sets before it starts a program, and an alarm that ends what takes too long."""
    signal.alarm(call["timeout"])
    os.chdir(call["folder"])
    os.environ.clear()
    os.environ.update(call["environment"])
    modes = (os.O_RDONLY, os.O_WRONLY | os.O_CREAT, os.O_WRONLY | os.O_CREAT)
    for number, (path, mode) in enumerate(zip(call["streams"], modes, strict=True)):
        opened = os.open(path, mode)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.argv = ["backend-review", *call["arguments"]]


def _run() -> None:
    """Run the command and leave at once: taking down what the template had made would first copy all of it."""
    from backend_review.cli import main

    code: object = 1
    try:
        main()
    except SystemExit as left:
        code = left.code
    except BaseException:
        traceback.print_exc()
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0)


def _serve() -> None:
    import backend_review

    for module in pkgutil.walk_packages(backend_review.__path__, "backend_review."):
        if not module.name.endswith("__main__"):
            with contextlib.suppress(ImportError):  # a part with an optional library
                importlib.import_module(module.name)
    gc.freeze()  # what is shared stays shared: the collector of a child does not write to it
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
            _run()
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    _serve()
