"""Whether code is run by a person who waits for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.checks._terminal import at_terminal
from backend_review.project.files import collect

CASES = [
    ("scripts/load.py", "import requests\nrequests.get('x')\n", 2, True),
    ("app/load.py", "import requests\nrequests.get('x')\n", 2, False),
    ("app/tool.py", "def main():\n    url = sys.argv[1]\n    fetch(url)\n\n\ndef other():\n    fetch('x')\n", 3, True),
    ("app/tool.py", "def main():\n    url = sys.argv[1]\n    fetch(url)\n\n\ndef other():\n    fetch('x')\n", 7, False),
    ("app/tool.py", "def main():\n    print('no')\n    fetch('x')\n    sys.exit(1)\n", 3, True),
    ("app/tool.py", "def main():\n    print('no')\n    fetch('x')\n", 3, False),
    ("cmd/main.go", "package main\n\nfunc main() {\n\turl := os.Args[1]\n\thttp.Get(url)\n}\n", 5, True),
    (
        "cmd/main.go",
        "package main\n\nfunc main() {\n\turl := os.Args[1]\n}\n\nfunc get() {\n\thttp.Get(url)\n}\n",
        8,
        False,
    ),
    ("cmd/main.go", "package main\n\nfunc run() {\n\tfmt.Println(1)\n\thttp.Get(url)\n\tos.Exit(1)\n}\n", 5, True),
    ("src/tool.ts", "#!/usr/bin/env node\nfetch('x')\n", 2, True),
    ("src/server.ts", "console.log(1)\nprocess.exit(1)\nfetch('x')\n", 3, False),
]


@pytest.mark.parametrize(("path", "text", "line", "expected"), CASES)
def test_at_terminal(tmp_path: Path, path: str, text: str, line: int, expected: bool) -> None:
    place = tmp_path / path
    place.parent.mkdir(parents=True)
    place.write_text(text)
    (file,) = collect(tmp_path, [tmp_path]).files
    assert at_terminal(file, line) is expected
