"""What a call brings that can be guessed: numbers of an ordinary generator, the time, a UUID made of both."""

from __future__ import annotations

import re

import tree_sitter

from backend_review.checks._trees import (
    called,
    last_name,
    receiver,
    text,
)
from backend_review.project.source import SourceFile


class _Names:
    """What the random-number modules are called in a file."""

    def __init__(self) -> None:
        self.modules: set[str] = set()
        self.functions: set[str] = set()
        self.instances: set[str] = set()
        self.secure: set[str] = set()


_PY_FUNCTIONS = {
    "random", "randint", "randrange", "choice", "choices", "sample", "getrandbits", "uniform", "randbytes", "shuffle", "rand", "integers", "bytes",
    "random_sample", "random_integers", "triangular", "gauss",
}  # fmt: skip
_GO_FUNCTIONS = {
    "Int", "Intn", "Int31", "Int31n", "Int63", "Int63n", "Uint32", "Uint64", "Float64", "Float32", "Read", "Perm", "Shuffle", "IntN", "Int64",
    "Int64N", "Int32", "Int32N", "N", "UintN", "Uint32N", "Uint64N", "Uint",
}  # fmt: skip


def imports(file: SourceFile) -> _Names:
    names = _Names()
    code = file.text
    if file.language == "python":
        for found in re.finditer(r"^[ \t]*import[ \t]+([^\n#]+)", code, re.MULTILINE):
            for part in found.group(1).split(","):
                words = part.split()
                if words and words[0] in {"random", "numpy.random"}:
                    names.modules.add(words[2] if len(words) == 3 else words[0])
                if words and words[0] == "numpy":
                    names.modules.add(f"{words[2] if len(words) == 3 else 'numpy'}.random")
        for found in re.finditer(
            r"^[ \t]*from[ \t]+(?:random|numpy\.random)[ \t]+import[ \t]+(?:\(([^)]*)\)|([^\n#]+))",
            code,
            re.MULTILINE,
        ):
            for part in (found.group(1) or found.group(2)).split(","):
                words = part.split()
                if words and words[0] in _PY_FUNCTIONS:
                    names.functions.add(words[-1])
        for found in re.finditer(r"(\w+(?:\.\w+)?)\s*(?::[^=\n]+)?=\s*(?:random|\w+)\.(Random|SystemRandom)\(", code):
            (names.secure if found.group(2) == "SystemRandom" else names.instances).add(found.group(1))
    elif file.language == "go":
        for found in re.finditer(
            r'(?m)^\s*(?:import\s+)?(\w+)?\s*"(?:math/rand(?:/v2)?|golang\.org/x/exp/rand)"', code
        ):
            names.modules.add(found.group(1) or "rand")
        if names.modules:
            modules = "|".join(names.modules)
            for found in re.finditer(rf"(\w+(?:\.\w+)?)\s*:?=\s*(?:{modules})\.New\(", code):
                names.instances.add(found.group(1))
            for found in re.finditer(rf"(\w+)\s+\*(?:{modules})\.Rand\b", code):
                names.instances.add(found.group(1))
    else:
        for found in re.finditer(r"v1(?:\s*:\s*|\s+as\s+)(\w+)[^\n]*['\"]uuid['\"]", code):
            names.functions.add(found.group(1))
        if re.search(r"\{[^}\n]*\bv1\b(?!\s*(?::|as\b))[^}\n]*\}[^\n]*['\"]uuid['\"]", code):
            names.functions.add("v1")
        for found in re.finditer(
            r"(?:import\s*\*?\s*(?:as\s+)?|const\s+|let\s+|var\s+)(\w+)\s*(?:from|=\s*require\()\s*['\"]uuid/v1['\"]",
            code,
        ):
            names.functions.add(found.group(1))
        for found in re.finditer(r"\{([^}\n]*)\}\s*(?:from|=\s*require\()\s*['\"]nanoid/non-secure['\"]", code):
            names.functions.update(
                part.split()[-1] for part in found.group(1).replace(":", " ").split(",") if part.split()
            )
        if re.search(r"['\"](lodash|underscore)(/random)?['\"]", code):
            names.modules.update({"_", "lodash"})
    return names


def source_of(call: tree_sitter.Node, names: _Names, language: str) -> str | None:
    """What a call brings: ``random``, ``time``, ``uuid1``, or nothing of interest."""
    function = called(call)
    name, owner = (
        last_name(function),
        text(receiver(function)) if function is not None and function.type != "identifier" else "",
    )
    if language == "python":
        if owner in names.modules and name in _PY_FUNCTIONS:
            return "random"
        if owner in names.instances and owner not in names.secure and name in _PY_FUNCTIONS:
            return "random"
        if re.fullmatch(r"random\.Random\([^)]*\)", owner) and "random" in names.modules:
            return "random"
        if not owner and name in names.functions:
            return "random"
        if name == "uuid1" and owner in {"uuid", ""}:
            return "uuid1"
        if (name in {"time", "time_ns"} and owner == "time") or (name == "timestamp" and "now(" in owner):
            return "time"
        if name in {"now", "utcnow"} and owner in {"datetime", "datetime.datetime", "timezone"}:
            return "time"
        return None
    if language == "go":
        if (
            owner in names.modules or owner in names.instances or owner.rpartition(".")[2] in names.instances
        ) and name in _GO_FUNCTIONS:
            return "random"
        if name == "NewUUID" and owner == "uuid":
            return "uuid1"
        if name in {"UnixNano", "Unix", "UnixMilli", "UnixMicro", "String", "Format", "GoString"} and owner.startswith(
            "time.Now()"
        ):
            return "time"
        return None
    if name == "random" and (owner == "Math" or owner in names.modules):
        return "random"
    if not owner and name in names.functions:
        return "uuid1" if name not in {"nanoid", "customAlphabet"} else "random"
    if name == "v1" and owner in {"uuid", "UUID"}:
        return "uuid1"
    if (name == "now" and owner == "Date") or (
        name in {"getTime", "valueOf"} and owner.startswith(("new Date()", "(new Date()"))
    ):
        return "time"
    return None
