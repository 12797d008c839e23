"""Which files of a tree are one program, and what a protection in another one says of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.project.programs import Programs
from backend_review.project.source import SourceFile

APP = "const express = require('express');\nconst app = express();\n"


def _programs(**files: str) -> Programs:
    texts = {name.replace("__", "/") + ".js": text for name, text in files.items()}
    return Programs(SourceFile(Path("/x"), name, "javascript", "code", text.encode()) for name, text in texts.items())


def test_files_that_load_each_other_are_one_program() -> None:
    programs = _programs(
        app=APP + "app.use(require('./routes'));", routes__index="require('../users.js');", users="", other=APP
    )
    assert programs.around("users.js") == {"app.js", "routes/index.js", "users.js"}
    assert programs.around("other.js") == {"other.js"}


def test_a_file_of_another_program_shares_nothing() -> None:
    programs = _programs(one=APP, two=APP, router="module.exports = 1;")
    assert not programs.may_share("one.js", "two.js")
    assert not programs.may_share("router.js", "one.js")
    assert programs.may_share("one.js", "one.js")


@pytest.mark.parametrize(
    "loads",
    ["require(name);", "fs.readdirSync(dir).forEach(add);", "require('@/routes');", "const entities = ['dist/*.js'];"],
)
def test_what_loads_files_by_made_names_may_load_any(loads: str) -> None:
    programs = _programs(app=APP + loads, router="module.exports = 1;")
    assert programs.around("app.js") is None
    assert programs.may_share("router.js", "app.js")


def test_without_a_start_nothing_is_certain() -> None:
    programs = _programs(one="require('./two');", two="")
    assert programs.around("one.js") is None
    assert programs.may_share("one.js", "missing.py")
