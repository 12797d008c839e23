"""What the Python fixers share: imports where they belong, names followed, and all else as it was."""

from __future__ import annotations

from pathlib import Path

import libcst as cst
import pytest

from backend_review.fixes.edits import apply
from backend_review.fixes.python._codemod import Parsed, parsed
from backend_review.project.source import SourceFile


def parse(data: bytes) -> Parsed:
    found = parsed(SourceFile(Path(), "app.py", "python", "", data))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = 1\n", "import hmac\n\nx = 1\n"),
        ('"""Doc."""\n\nx = 1\n', '"""Doc."""\n\nimport hmac\n\nx = 1\n'),
        ("#!/bin/sh\n# Licence\n\nimport os\n\nx = 1\n", "#!/bin/sh\n# Licence\n\nimport hmac\nimport os\n\nx = 1\n"),
        (
            "from __future__ import annotations\n\nimport flask\n",
            "from __future__ import annotations\n\nimport hmac\n\nimport flask\n",
        ),
        ("import abc\nfrom json import x\n\nimport y\n", "import abc\nimport hmac\nfrom json import x\n\nimport y\n"),
        ("import os\r\n\r\nfrom .x import y\r\n", "import hmac\r\nimport os\r\n\r\nfrom .x import y\r\n"),
        ("\ufeffimport os\n", "\ufeffimport hmac\nimport os\n"),
        (
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n\timport hmac\n",
            "import hmac\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n\timport hmac\n",
        ),
    ],
)
def test_an_import_goes_where_its_kind_stands(before: str, after: str) -> None:
    data = before.encode()
    change = parse(data).change()
    assert change.reference("hmac", "compare_digest") == "hmac.compare_digest"
    assert apply(data, change.edits()).decode() == after


@pytest.mark.parametrize(
    ("program", "written", "added"),
    [
        ("import hmac as h\n", "h.compare_digest", ""),
        ("from hmac import compare_digest as same\n", "same", ""),
        ("def f(hmac): ...\n", "compare_digest", "from hmac import compare_digest"),
        ("hmac = compare_digest = 1\n", None, ""),
    ],
)
def test_a_name_is_used_as_the_file_has_it(program: str, written: str | None, added: str) -> None:
    change = parse(program.encode()).change()
    assert change.reference("hmac", "compare_digest") == written
    assert apply(program.encode(), change.edits()).decode().replace(program, "").strip() == added


@pytest.mark.parametrize(
    ("program", "line"),
    [
        ("def f(x):\n    q = 1\n    use(q)\n", 2),
        ("def f(x):\n    q = 1\n    q = 2\n    if x:\n        use(q)\n", 3),
        ("def f(x):\n    if x:\n        q = 1\n    use(q)\n", None),
        ("def f(x):\n    q = 1\n    if x:\n        q = 2\n    use(q)\n", None),
        ("def f(x):\n    q = 1\n    while x:\n        use(q)\n        q = 2\n", None),
        ("def f(x):\n    while x:\n        q = 1\n        use(q)\n        q = 2\n", 3),
        ("q = 1\ndef f(x):\n    use(q)\n", 1),
        ("q = 1\nq = 2\ndef f(x):\n    use(q)\n", None),
        ("q = 1\ndef f(x):\n    global q\n    use(q)\n", None),
        ("def f(q):\n    use(q)\n", None),
        ("def f(x):\n    q = 1\n    for q in x: ...\n    use(q)\n", None),
    ],
)
def test_the_assignment_that_reaches_a_use(program: str, line: int | None) -> None:
    module = parse(program.encode())
    call = next(call for call in module.of_kind(cst.Call) if module.text(call.func) == "use")
    name = call.args[0].value
    assert isinstance(name, cst.Name)
    found = module.reaching(name)
    assert (module.start(found).line if found else None) == line


def test_encodings_stay_as_they_are() -> None:
    data = b"# -*- coding: latin-1 -*-\nname = '\xe9'\n"
    change = parse(data).change()
    change.reference("hmac")
    assert apply(data, change.edits()) == b"# -*- coding: latin-1 -*-\nimport hmac\n\nname = '\xe9'\n"


def test_what_cannot_be_read_is_left_alone() -> None:
    for data in (b"x = (\n", b"\xff = 1\n", b"x = " + b"(" * 5_000 + b"1" + b")" * 5_000 + b"\n"):
        assert parsed(SourceFile(Path(), "app.py", "python", "", data)) is None
