"""Go's build constraints: which files are part of a program that is built as usual, on Linux and without extra tags.

https://pkg.go.dev/cmd/go#hdr-Build_constraints
"""

from __future__ import annotations

import re

_SET = {"linux", "unix", "amd64", "cgo", "gc"}
_SYSTEMS = {
    *("aix", "android", "darwin", "dragonfly", "freebsd", "illumos", "ios", "js", "netbsd", "openbsd", "plan9"),
    *("solaris", "wasip1", "windows"),
}
_MACHINES = {"386", "arm", "arm64", "loong64", "mips", "mips64", "ppc64", "ppc64le", "riscv64", "s390x", "wasm"}
_NEW = re.compile(r"^//go:build (.+)$", re.MULTILINE)
_OLD = re.compile(r"^// ?\+build (.+)$", re.MULTILINE)
_TOKEN = re.compile(r"&&|\|\||[!()]|[\w.]+")
_HEAD = 4000  # constraints stand before the package clause
_MAX_TOKENS = 200


def is_built(path: str, text: str) -> bool:
    """Whether a Go file is part of the usual build, by its name and by the constraints at its top."""
    parts = path.rpartition("/")[2].removesuffix(".go").split("_")[1:]
    if any(part in _SYSTEMS or part in _MACHINES for part in parts[-2:]):
        return False
    head = text[:_HEAD].partition("\npackage ")[0]
    found = _NEW.search(head)
    if found is not None:
        tokens = _TOKEN.findall(found.group(1))[:_MAX_TOKENS]
        return _either(tokens)
    return all(_holds_old(line) for line in _OLD.findall(head))


def _holds_old(line: str) -> bool:
    """``// +build linux,!cgo darwin``: a space is "or", a comma is "and"."""
    return any(all(_tag(tag) for tag in option.split(",")) for option in line.split()[:_MAX_TOKENS])


def _tag(name: str) -> bool:
    if name.startswith("!"):
        return not _tag(name[1:])
    return name in _SET or re.fullmatch(r"go1(\.\d+)*", name) is not None


def _either(tokens: list[str]) -> bool:
    """``a && b || c``; takes the tokens that it reads out of the list."""
    holds = _both(tokens)
    while tokens and tokens[0] == "||":
        tokens.pop(0)
        holds = _both(tokens) or holds
    return holds


def _both(tokens: list[str]) -> bool:
    holds = _one(tokens)
    while tokens and tokens[0] == "&&":
        tokens.pop(0)
        holds = _one(tokens) and holds
    return holds


def _one(tokens: list[str]) -> bool:
    first = tokens.pop(0) if tokens else ""
    if first == "!":
        return not _one(tokens)
    if first == "(":
        holds = _either(tokens)
        if tokens and tokens[0] == ")":
            tokens.pop(0)
        return holds
    return _tag(first)
