"""How fast a review is, side by side with ``semgrep scan`` and the same rules, and with ``bandit -r`` where that is.

    python benchmarks/speed.py FOLDER [--file FILE] [--runs N]

Both tools get the patterns that ``backend-review rules --export`` writes, no cache, and take turns (A B A B …) so that
a machine that slows down slows both; what counts are the ratios of the medians. Run it in an environment that has
backend-review installed; FOLDER is any checkout, and stays as it is.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from backend_review.catalog import load_catalog

BINARIES = Path(sys.executable).parent


def run(command: list[str], folder: Path) -> tuple[float, float, bytes]:
    """Wall seconds, processor seconds of the command and its children, and what it printed."""
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    wall, after = time.perf_counter() - start, os.times()
    if done.returncode not in {0, 1}:
        sys.exit(f"{command[0]} failed: {done.stderr.decode()[-2000:]}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, used, done.stdout


def compare(name: str, folder: Path, targets: list[str], rules: Path, runs: int) -> None:
    """Time both tools on the same targets and print medians and their ratio."""
    ours = [str(BINARIES / "backend-review"), *targets, "--no-cache", "--format", "json"]
    theirs = [
        str(BINARIES / "semgrep"), "scan", "--config", str(rules), "--metrics", "off", "--disable-version-check",
        "--quiet", "--json", *targets,
    ]  # fmt: skip
    cached = [argument for argument in ours if argument != "--no-cache"]
    over_the_model = ",".join(rule.id for rule in load_catalog().rules.values() if rule.model)
    alone = [*ours, "--no-cross-file", "--ignore", over_the_model]
    within = [*ours, "--no-cross-file"]
    figures: dict[str, list[tuple[float, float]]] = {
        "backend-review": [],
        "within files": [],
        "patterns": [],
        "warm": [],
        "semgrep": [],
    }
    commands = {"backend-review": ours, "within files": within, "patterns": alone, "semgrep": theirs, "warm": cached}
    if shutil.which("bandit") and any((folder / target).is_dir() for target in targets):
        figures["bandit"], commands["bandit"] = [], ["bandit", "-r", *targets, "-q", "-f", "json", "-o", os.devnull]
    run(cached, folder)
    for _ in range(runs):
        for key, command in commands.items():
            wall, cpu, out = run(command, folder)
            figures[key].append((wall, cpu))
            if key == "backend-review":
                summary = json.loads(out)["summary"]
    wall = {key: statistics.median(pair[0] for pair in pairs) for key, pairs in figures.items()}
    cpu = {key: statistics.median(pair[1] for pair in pairs) for key, pairs in figures.items()}
    print(f"{name}: {summary['files']} files, {summary['lines']} lines, {runs} runs, medians")
    for key in wall:
        print(f"  {key:<16} {wall[key]:8.2f} s wall {cpu[key]:8.2f} s processor")
    print(f"  semgrep scan takes {wall['semgrep'] / wall['backend-review']:.1f} x as long without any cache", end="")
    print(f", {wall['semgrep'] / wall['warm']:.1f} x with the compiled rules cached")
    print(f"  following input over files makes it {wall['backend-review'] / wall['within files']:.2f} x as long")
    print(f"  that and the rules over the model make it {wall['backend-review'] / wall['patterns']:.2f} x as long")
    if "bandit" in wall:
        print(f"  bandit takes {wall['bandit'] / wall['backend-review']:.2f} x as long")


def start_up(runs: int) -> None:
    """How long the command line takes to answer without reviewing."""
    for option in ("--version", "--help"):
        times = [run([str(BINARIES / "backend-review"), option], Path.cwd())[0] for _ in range(runs)]
        print(f"backend-review {option}: {statistics.median(times):.3f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--file", help="a file below FOLDER to review alone (default: its first source file)")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    folder = options.folder.resolve()
    suffixes = (".py", ".ts", ".js", ".go")
    found = sorted(path for path in folder.rglob("*") if path.suffix in suffixes and "node_modules" not in path.parts)
    one = options.file or max(found[:200], key=lambda path: path.stat().st_size).relative_to(folder).as_posix()
    start_up(options.runs)
    with tempfile.TemporaryDirectory() as rules:
        subprocess.run([str(BINARIES / "backend-review"), "rules", "--export", rules], check=True, capture_output=True)
        compare(f"one file ({one})", folder, [one], Path(rules), options.runs)
        compare("the whole folder", folder, ["."], Path(rules), options.runs)


if __name__ == "__main__":
    main()
