"""How fast a project is indexed and followed, and how much memory that takes.

    python benchmarks/index.py FOLDER [--language python|javascript|go]

Each step runs in a process of its own, so that its peak of memory is its own: ``read`` (the files alone), ``index``
(every file parsed and outlined: imports,
definitions, statements of the module), ``routes`` (the program followed, its routes
known), ``effects`` (what every handler does, and which tests ask it). Memory is the peak above that of ``read``, which
has all libraries imported, too.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from pathlib import Path

STEPS = ("read", "index", "routes", "effects")


def measure(folder: Path, language: str | None, step: str) -> None:
    """Do one step and print its lines, seconds and KiB."""
    from backend_review.backend import build
    from backend_review.index.project import Project
    from backend_review.project.files import collect
    from backend_review.project.source import SourceFile

    found = collect(folder, [folder])
    files = [file for file in found.files if language is None or file.language == language]
    code = {"python", "javascript", "typescript", "go"}
    for module in Project(
        [SourceFile.from_content(folder, f"empty.{suffix}", b"") for suffix in ("py", "js", "go")]
    ).modules():
        assert module.body is not None  # so that the grammars are there
    build([])
    lines = sum(file.data.count(b"\n") for file in files if file.language in code)
    before = resource.getrusage(resource.RUSAGE_SELF)
    if step == "index":
        for module in Project(files).modules():
            assert module.body is not None
    elif step != "read":
        backend = build(files, found.generated)
        if step == "effects":
            for route in backend.routes:
                backend.effects_of(route)
                backend.tests_of(route)
    after = resource.getrusage(resource.RUSAGE_SELF)
    print(lines, after.ru_utime - before.ru_utime, after.ru_maxrss)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language")
    parser.add_argument("--step", choices=STEPS)
    options = parser.parse_args()
    if options.step:
        measure(options.folder.resolve(), options.language, options.step)
        return
    base = 0
    print("| step | lines | seconds | lines a second | KiB a line at the peak |\n|---|---|---|---|---|")
    for step in STEPS:
        command = [sys.executable, __file__, str(options.folder), "--step", step]
        command += ["--language", options.language] if options.language else []
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        lines, seconds, peak = int(out[0]), float(out[1]), int(out[2])
        base = base or peak
        each = (peak - base) / max(1, lines)
        print(f"| {step} | {lines:,} | {seconds:.1f} | {lines / max(seconds, 0.01):,.0f} | {each:.2f} |")


if __name__ == "__main__":
    main()
