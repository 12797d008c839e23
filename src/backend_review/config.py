"""Configuration: ``[tool.backend-review]`` in pyproject.toml, or ``backend-review.yaml`` / ``backend-review.toml``.

The file belongs to the code under review and is not trusted: it can choose rules and levels, but it cannot run code,
send anything, or switch on the model.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import msgspec

from backend_review.errors import UserError, did_you_mean
from backend_review.finding import Audience, Confidence, Severity

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover
    import tomli as tomllib

FILE_NAMES = ("backend-review.yaml", "backend-review.yml", "backend-review.toml", "pyproject.toml")
FAIL_ON = ("error", "warning", "info", "never")


class Override(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Other settings for some paths (gitignore-style patterns relative to the project)."""

    paths: list[str]
    ignore: list[str] = []
    severity: dict[str, Severity] = {}


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What a project may set; the command line wins over it."""

    select: list[str] = []
    ignore: list[str] = []
    exclude: list[str] = []
    audience: Audience = Audience.REGULAR
    min_confidence: Confidence = Confidence.LOW
    fail_on: str = "warning"
    baseline: str | None = None
    severity: dict[str, Severity] = {}
    rules: list[str] = []
    require_reasons: bool = False
    unsuppressible: list[str] = []
    overrides: list[Override] = []


class Loaded(msgspec.Struct, frozen=True):
    """A configuration and the file it came from (None: the defaults)."""

    config: Config
    path: Path | None

    def where(self, text: str) -> str:
        """The place of a setting in its file, for error messages."""
        if self.path is None:
            return "configuration"
        try:
            lines = self.path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return str(self.path)
        table = 0
        if self.path.name == "pyproject.toml":
            table = next((n for n, line in enumerate(lines) if line.strip().startswith("[tool.backend-review")), 0)
        pattern = re.compile(rf"(?<![\w-]){re.escape(text)}(?![\w-])")
        for number, line in enumerate(lines[table:], table + 1):
            if pattern.search(line):
                return f"{self.path}:{number}"
        return str(self.path)


def load_config(root: Path, start: Path, explicit: Path | None = None) -> Loaded:
    """The configuration for a review: the explicit file, else the nearest one from ``start`` up to ``root``.

    Raises UserError with file and line for anything that is not understood.
    """
    if explicit is not None:
        if not explicit.is_file():
            raise UserError(f"--config: no such file: {explicit}")
        return _read(explicit, required=True) or Loaded(Config(), explicit)
    folder = start if start.is_dir() else start.parent
    while True:
        for name in FILE_NAMES:
            if (folder / name).is_file():
                loaded = _read(folder / name, required=False)
                if loaded is not None:
                    return loaded
        if folder == root or folder == folder.parent:
            return Loaded(Config(), None)
        folder = folder.parent


def _read(path: Path, required: bool) -> Loaded | None:
    raw = _parse(path)
    if path.name == "pyproject.toml" or (path.suffix == ".toml" and "tool" in raw):
        raw = raw.get("tool", {}).get("backend-review")
        if raw is None and not required:
            return None
    raw = {} if raw is None else raw
    if not isinstance(raw, dict):
        raise UserError(f"{path}:1: the configuration must be a table of settings")
    try:
        config = msgspec.convert(raw, Config)
    except msgspec.ValidationError as error:
        raise _explain(path, error) from error
    if config.fail_on not in FAIL_ON:
        where = Loaded(config, path).where("fail-on")
        raise UserError(f"{where}: fail-on is '{config.fail_on}'", f"one of: {', '.join(FAIL_ON)}")
    return Loaded(config, path)


def _parse(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: cannot be read: {error}") from error
    if path.suffix == ".toml":
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            # "… (at line 3, column 4)" is how tomllib says where.
            line = re.search(r"at line (\d+)", str(error))
            raise UserError(f"{path}:{line.group(1) if line else 1}: not valid TOML: {error}") from error
    # Late: most projects configure in TOML.
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        number = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UserError(f"{path}:{number}: not valid YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise UserError(f"{path}:1: not valid YAML: {error}") from error


def _explain(path: Path, error: msgspec.ValidationError) -> UserError:
    text = str(error)
    what, _, at = text.partition(" - at ")
    unknown = re.search(r"unknown field `([^`]+)`", what)
    loaded = Loaded(Config(), path)
    if unknown:
        key = unknown.group(1)
        struct = Override if "overrides" in at else Config
        known = [field.encode_name for field in msgspec.structs.fields(struct)]
        return UserError(f"{loaded.where(key)}: unknown setting '{key}'", did_you_mean(key, known))
    keys = re.findall(r"\.([\w-]+)", at)
    bad = re.search(r"Invalid enum value '([^']*)'", what)
    if bad:
        scales: dict[str, type[Severity] | type[Confidence] | type[Audience]] = {
            "audience": Audience,
            "min-confidence": Confidence,
        }
        words = [member.value for member in scales.get(keys[0] if keys else "", Severity)]
        return UserError(
            f"{loaded.where(bad.group(1))}: {'.'.join(keys)} is '{bad.group(1)}'", f"one of: {', '.join(words)}"
        )
    place = loaded.where(keys[-1]) if keys else str(path)
    return UserError(f"{place}: {what[0].lower()}{what[1:]}" + (f" for '{'.'.join(keys)}'" if keys else ""))
