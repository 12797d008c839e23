"""Roles that only the rest of a project tells: packages for tests, and tools with a module of their own."""

from __future__ import annotations

from pathlib import Path

from backend_review.project.files import collect


def roles(root: Path, files: dict[str, str]) -> dict[str, str]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return {file.path: file.role for file in collect(root, [root]).files}


def test_package_that_only_tests_import(tmp_path: Path) -> None:
    found = roles(
        tmp_path,
        {
            "go.mod": "module shop\n",
            "internal/mailtest/client.go": "package mailtest\n",
            "internal/mail/mail_test.go": 'package mail\n\nimport "shop/internal/mailtest"\n',
            "internal/vettest/run.go": "package vettest\n",
            "internal/api/api.go": 'package api\n\nimport "shop/internal/vettest"\n',
            "internal/api/api_test.go": 'package api\n\nimport "shop/internal/vettest"\n',
            "internal/contest/prize.go": "package contest\n",
            "cmd/speedtest/main.go": "package main\n",
        },
    )
    assert found["internal/mailtest/client.go"] == "test"
    assert found["internal/vettest/run.go"] == "production"
    assert found["internal/contest/prize.go"] == "production"
    assert found["cmd/speedtest/main.go"] == "production"


def test_script_that_is_a_module_of_its_own(tmp_path: Path) -> None:
    found = roles(
        tmp_path,
        {
            "go.mod": "module shop\n",
            "scripts/probe/go.mod": "module probe\n",
            "scripts/probe/main.go": "package main\n",
            "scripts/fill/main.go": "package main\n",
            "services/api/go.mod": "module api\n",
            "services/api/scripts/fill.go": "package main\n",
            "services/api/main.go": "package main\n",
        },
    )
    assert found["scripts/probe/main.go"] == "tool"
    assert found["scripts/fill/main.go"] == "script"
    assert found["services/api/scripts/fill.go"] == "script"
    assert found["services/api/main.go"] == "production"
