"""How well the routes of real backends are found: recall and precision against lists made by the frameworks or by hand.

    python benchmarks/routes.py CHECKOUT TRUTH.json [CHECKOUT TRUTH.json …]

TRUTH.json is ``{"routes": [{"method": "GET", "path": "/users/{id}", "auth": true}, …]}``: what ``app.openapi()``,
Flask's ``url_map``, Django's resolver, Express's router stack or careful reading says, parameters written ``{name}``.
Paths are compared without the parameters' names and without a slash at the end; a method ``ANY`` matches every method.
It fetches nothing. ``--misses`` lists what was missed and what was found too much.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from backend_review.inventory import read_backend
from backend_review.inventory.documents import facts_of


def plain(path: str) -> str:
    """A path that compares: no parameter names, no slash at the end."""
    return re.sub(r"\{[^{}]*\}", "{}", path).rstrip("/").lower() or "/"


def found_in(folder: Path) -> dict[tuple[str, str], bool]:
    """(method, path) of every route that is found, with whether it is guarded."""
    rows: dict[tuple[str, str], bool] = {}
    for found in read_backend(folder, [folder], []).routes:
        facts = facts_of(found)
        for method in facts["methods"]:
            rows[("ANY" if method == "*" else method, plain(found.path))] = bool(facts["auth"])
    return {key: auth for key, auth in rows.items() if key[0] not in {"HEAD", "OPTIONS", "TRACE"}}


def matches(key: tuple[str, str], others: dict[tuple[str, str], Any]) -> tuple[str, str] | None:
    """The other side's row for a route."""
    if key in others:
        return key
    if key[0] == "ANY":
        return next((other for other in others if other[1] == key[1]), None)
    return ("ANY", key[1]) if ("ANY", key[1]) in others else None


def compare(folder: Path, truth: Path, misses: bool) -> Counter[str]:
    """Counts for one repository, printed as a row."""
    wanted = {
        (row["method"].upper(), plain(row["path"])): row.get("auth")
        for row in json.loads(truth.read_text(encoding="utf-8"))["routes"]
    }
    found = found_in(folder)
    missed = [key for key in wanted if matches(key, found) is None]
    surplus = [key for key in found if matches(key, wanted) is None]
    judged = [(key, other) for key in wanted if wanted[key] is not None and (other := matches(key, found))]
    right = sum(wanted[key] == found[other] for key, other in judged)
    hits = len(wanted) - len(missed)
    name = folder.name.replace("+", "/")
    print(
        f"| {name} | {len(wanted)} | {len(found)} | {100 * hits / max(1, len(wanted)):.1f} % | "
        f"{100 * (len(found) - len(surplus)) / max(1, len(found)):.1f} % | {100 * right / max(1, len(judged)):.1f} % |"
    )
    if misses:
        print(*(f"    missed  {method} {path}" for method, path in sorted(missed)), sep="\n")
        print(*(f"    surplus {method} {path}" for method, path in sorted(surplus)), sep="\n")
        wrong = [(key, wanted[key]) for key, other in judged if wanted[key] != found[other]]
        print(*(f"    auth    {method} {path} should be {value}" for (method, path), value in sorted(wrong)), sep="\n")
    return Counter(
        wanted=len(wanted), hits=hits, found=len(found), surplus=len(surplus), judged=len(judged), right=right
    )


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if argument != "--misses"]
    print("| repository | routes | found | recall | precision | auth judged right |\n|---|---|---|---|---|---|")
    total: Counter[str] = Counter()
    for folder, truth in zip(arguments[::2], arguments[1::2], strict=True):
        total += compare(Path(folder).resolve(), Path(truth), "--misses" in sys.argv)
    print(
        f"| all | {total['wanted']} | {total['found']} | {100 * total['hits'] / max(1, total['wanted']):.1f} % | "
        f"{100 * (1 - total['surplus'] / max(1, total['found'])):.1f} % | "
        f"{100 * total['right'] / max(1, total['judged']):.1f} % |"
    )


if __name__ == "__main__":
    main()
