"""What a file is for, by its place: what is taken for a test is left alone by most rules, so names must be sure."""

from __future__ import annotations

import pytest

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
