"""What a file is for, by its place: what is taken for a test is left alone by most rules, so names must be sure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backend_review.project.files import collect
from backend_review.project.roles import role_of


@pytest.mark.parametrize(
    "path",
    [
        "tests/orders.py",
        "acceptance-tests/src/run.ts",
        "smoke_tests/run.go",
        "integration-tests/helpers.js",
        "tests_integration/run.py",
        "services/orders/functional_tests/client.py",
        "src/testing.py",
        "api/test_orders.py",
        "shop-int-test-ts/src/ServiceRunner.ts",
        "packages/shop-test-utils/src/index.ts",
        "run-integration-tests/main.go",
        "testkit/containers.py",
        "jest-e2e-tests/server.js",
    ],
)
def test_tests(path: str) -> None:
    assert role_of(path) == "test"


@pytest.mark.parametrize(
    "path",
    [
        "lab_tests/views.py",  # a laboratory's
        "ab-tests/router.ts",  # experiments
        "blood_tests/models.py",
        "apps/driving-tests/handler.go",
        "contests/views.py",
        "latest/app.py",
        "fastest-api/app.py",
        "test-results/app.ts",
    ],
)
def test_what_a_product_calls_tests_is_production(path: str) -> None:
    assert role_of(path) == "production"


@pytest.mark.parametrize(
    "path",
    [
        "prisma/seed.ts",
        "prisma/seed-staging.ts",
        "api/prisma/seed-helpers/user-factory.ts",
        "db/seed_users.py",
        "cmd/seed.go",
    ],
)
def test_seeds(path: str) -> None:
    assert role_of(path) == "seed"


@pytest.mark.parametrize("path", ["src/seed-phrase.service.ts", "src/seed-bank/orders.ts", "wallet/seed_words.py"])
def test_what_a_product_calls_seeds_is_production(path: str) -> None:
    assert role_of(path) == "production"


@pytest.mark.parametrize("path", ["ci-scripts/publish.js", "ci/deploy.py", "devscripts/run.py"])
def test_what_builds_and_releases_is_a_tool(path: str) -> None:
    assert role_of(path) == "tool"


def test_servers_that_stand_for_others_are_fixtures() -> None:
    assert role_of("devtools/mock-oidc/main.go") == "fixture"


@pytest.mark.parametrize("path", ["src/ci/pipelines.py", "content-scripts/page.ts", "api/src/mock-server/service.ts"])
def test_what_a_product_does_with_scripts_and_stand_ins_is_production(path: str) -> None:
    assert role_of(path) == "production"


def test_packages_of_tests_and_of_scripts_say_so_in_their_manifests(tmp_path: Path) -> None:
    files = {
        "package.json": '{"name": "shop-e2e-tests"}',  # the whole is what was asked for
        "src/app.ts": "",
        "api/package.json": json.dumps({"name": "@shop/api", "devDependencies": {"@shop/rig": "1"}}),
        "api/src/app.ts": "",
        "runner/package.json": '{"name": "@shop/integration-tests"}',
        "runner/src/service.ts": "",
        "rig/package.json": '{"name": "@shop/rig", "dependencies": {"testcontainers": "10"}}',
        "rig/src/postgres.ts": "",
        "scripts/package.json": '{"name": "@shop/scripts"}',
        "scripts/create-token.js": "",
        "api/scripts/import.js": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    roles = {file.path: file.role for file in collect(tmp_path, [tmp_path]).files}
    assert [roles[name] for name in files if not name.endswith("json")] == [
        *("production", "production", "test", "test", "tool", "script"),
    ]
