"""What counts as a developer's configuration, and what only looks like it."""

from __future__ import annotations

import pytest

from backend_review.project.developers import (
    is_developers_configuration,
    is_developers_place,
    is_developers_settings,
    says_no_secret,
)


@pytest.mark.parametrize(
    ("path", "configuration", "expected"),
    [
        ("deploy/kind/api.yaml", True, True),
        ("deploy/minikube/api.yaml", True, True),
        ("app/models/kind.py", False, False),
        ("config.dev.yaml", True, True),
        ("deploy/production/local.yaml", True, False),
        ("src/device/api.py", False, False),
        ("src/locals/api.py", False, False),
    ],
)
def test_places(path: str, configuration: bool, expected: bool) -> None:
    assert is_developers_place(path, configuration=configuration) is expected


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("shop/settings/development_defaults.py", "", True),
        ("shop/dev_defaults.py", "", True),
        ("shop/settings/local.py", "", True),
        ("shop/local_settings.py", "", True),
        ("src/environments/environment.dev.ts", "", True),
        ("shop/dev.py", "DEBUG = True\n", True),
        ("shop/dev.py", "DEBUG = False\n", False),
        ("shop/auth/local.py", "", False),
        ("shop/settings/base.py", "DEBUG = True\n", False),
        ("shop/settings/production_local.py", "", False),
    ],
)
def test_settings(path: str, text: str, expected: bool) -> None:
    assert is_developers_settings(path, text) is expected


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("tools/deploy/api.yaml", "kind: Deployment\nspec:\n  imagePullPolicy: Never\n", True),
        ("tools/deploy/api.yaml", "kind: Deployment\nspec:\n  imagePullPolicy: IfNotPresent\n", False),
        ("deploy/kind/api.yaml", "kind: Deployment\n", True),
        ("deploy/api.yaml", "kind: Deployment\n", False),
        ("deploy/production/api.yaml", "kind: Deployment\nspec:\n  imagePullPolicy: Never\n", False),
        ("docker-compose.yml", "services:\n  api:\n    environment:\n      - NODE_ENV=development\n", True),
        ("docker-compose.yml", "services:\n  api:\n    environment:\n      - NODE_ENV=production\n", False),
        (".env", "NODE_ENV=development\n", False),
    ],
)
def test_configuration(path: str, text: str, expected: bool) -> None:
    assert is_developers_configuration(path, text) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("MINIO_PASSWORD=abc # notsecret", True),
        ("MINIO_PASSWORD=abc  # not a secret", True),
        ("KEY = 'abc'  // pragma: allowlist secret", True),
        ("KEY = 'abc'  # only for local development", True),
        ("KEY = 'abc'  # the secret of the gateway", False),
        ("KEY=abc  # Not a real secret", True),
        ("# A dummy password for the local stack", True),
        ("NOT_A_SECRET=abc", False),
    ],
)
def test_lines(line: str, expected: bool) -> None:
    assert says_no_secret(line) is expected
