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


def test_go_packages_of_developers_that_no_program_imports(tmp_path: Path) -> None:
    found = roles(
        tmp_path,
        {
            "go.mod": "module shop\n",
            "cmd/shop/main.go": 'package main\n\nimport (\n\t"shop/internal/orders"\n\t_ "shop/devtools/clock"\n)\n',
            "internal/orders/orders.go": 'package orders\n\nimport "shop/internal/stub"\n',
            "internal/stub/stub.go": "package stub\n",
            "devtools/clock/clock.go": "package clock\n",
            "devtools/wait/main.go": "package main\n",
            "devtools/mockmail/server.go": "package mockmail\n",
            "devtools/mockmail/cmd/mockmail/main.go": 'package main\n\nimport "shop/devtools/mockmail"\n',
            "test/smoke/smoke.go": 'package smoke\n\nimport "shop/devtools/mockmail"\n',
        },
    )
    assert found["devtools/wait/main.go"] == "tool"
    assert found["devtools/mockmail/server.go"] == "fixture"
    assert found["devtools/mockmail/cmd/mockmail/main.go"] == "fixture"
    assert found["devtools/clock/clock.go"] == "production"
    assert found["internal/stub/stub.go"] == "production"
    assert found["internal/orders/orders.go"] == "production"


def test_program_whose_only_package_is_called_like_a_tool(tmp_path: Path) -> None:
    found = roles(tmp_path, {"go.mod": "module mock\n", "fakery/main.go": "package main\n"})
    assert found["fakery/main.go"] == "production"


def test_python_and_scripts_beside_a_product(tmp_path: Path) -> None:
    product = "x = 1\n" * 200
    found = roles(
        tmp_path,
        {
            "shop/settings.py": product + 'INSTALLED_APPS = ["shop.lab_tests", "shop.devtools"]\n',
            "shop/devtools/views.py": "x = 1\n",
            "shop/ab_tests/views.py": "x = 1\n",
            "dev-tools/fill.py": "x = 1\n",
            "mock-idp/app.py": "x = 1\n",
            "shop/mock_exams/views.py": "x = 1\n",
            "api/src/server.ts": product + 'import { at } from "../../packages/harness/clock";\n',
            "packages/harness/clock.ts": "export const at = 1;\n",
            "shop-int-test-ts/src/runner.ts": "export const at = 1;\n",
            "services/lab-test-results/src/server.ts": "export const at = 1;\n",
        },
    )
    assert found["dev-tools/fill.py"] == "tool"
    assert found["mock-idp/app.py"] == "fixture"
    assert found["shop-int-test-ts/src/runner.ts"] == "test"
    for path in (
        "shop/devtools/views.py",
        "shop/ab_tests/views.py",
        "shop/mock_exams/views.py",
        "packages/harness/clock.ts",
        "services/lab-test-results/src/server.ts",
    ):
        assert found[path] == "production", path
