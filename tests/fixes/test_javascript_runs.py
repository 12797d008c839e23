"""Fixed TypeScript type-checks against the real libraries' types; fixed JavaScript is run, before and after."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "javascript"
NODE, NPM = shutil.which("node"), shutil.which("npm")
PACKAGES = [
    "typescript@5.6", "@types/node@20", "@types/express@4", "@types/pg@8", "@types/jsonwebtoken@9", "mysql2@3",
    "jose@5", "axios@1", "got@14", "typeorm@0.3", "drizzle-orm@0.36", "postgres@3", "@nestjs/common@10",
    "@nestjs/core@10", "reflect-metadata@0.2", "rxjs@7", "vitest@2",
]  # fmt: skip
# Prisma's client is generated from a schema by a program that npm alone does not bring.
GENERATED = "@prisma/client"
OWN = {
    "user.entity.ts": "export class User {\n  id!: number;\n}\n",
    "app.module.ts": "export class AppModule {}\n",
}

needs_node = pytest.mark.skipif(NODE is None, reason="Node.js is not installed")


@pytest.fixture(scope="session")
def libraries() -> Path:
    """A folder with the packages, kept between runs."""
    if NODE is None or NPM is None:
        pytest.skip("Node.js and npm are not installed")
    name = hashlib.sha256(" ".join(PACKAGES).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"backend-review-types-{name}"
    if not (folder / "done").exists():
        folder.mkdir(exist_ok=True)
        (folder / "package.json").write_text('{ "private": true }', encoding="utf-8")
        command = [NPM, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES]
        try:
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=600)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            pytest.skip(f"npm could not install the types: {error}")
        (folder / "done").touch()
    return folder


def test_fixed_typescript_type_checks(libraries: Path, tmp_path: Path) -> None:
    """The compiler says no more of the fixed files than of what they were made of: nothing."""
    (tmp_path / "node_modules").symlink_to(libraries / "node_modules", target_is_directory=True)
    options = {
        "strict": True, "noEmit": True, "skipLibCheck": True, "target": "es2022", "module": "esnext",
        "moduleResolution": "bundler", "esModuleInterop": True, "experimentalDecorators": True,
        "emitDecoratorMetadata": True, "strictPropertyInitialization": False, "types": ["node"],
    }  # fmt: skip
    (tmp_path / "tsconfig.json").write_text(json.dumps({"compilerOptions": options}), encoding="utf-8")
    checked = 0
    for fixed in sorted(CASES.glob("*/*.fixed.ts")):
        if GENERATED in fixed.read_text(encoding="utf-8"):
            continue
        folder = tmp_path / fixed.parent.name / fixed.name.split(".")[0]
        folder.mkdir(parents=True)
        shutil.copy(fixed, folder / fixed.name.replace(".fixed", ""))
        for name, text in OWN.items():
            (folder / name).write_text(text, encoding="utf-8")
        checked += 1
    assert checked > 8
    tsc = libraries / "node_modules" / "typescript" / "bin" / "tsc"
    run = subprocess.run([str(NODE), str(tsc), "-p", "."], cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert (run.stdout, run.returncode) == ("", 0)


EXPRESS = """
const routes = {};
const on = (method) => (path, handler) => (routes[`${method} ${path}`] = handler);
const express = () => ({ get: on('get'), post: on('post') });
express.routes = routes;
module.exports = express;
"""
PG = """
const asked = [];
class Pool {
  async query(text, values, done) {
    const bound = typeof values === 'function' ? [] : values;
    const given = typeof text === 'object' ? text : { text, values: bound };
    asked.push({ text: given.text, values: given.values ?? [] });
    const callback = typeof values === 'function' ? values : done;
    if (callback) callback(null, { rows: [] });
    return { rows: [] };
  }
}
module.exports = { Pool, asked };
"""
ASK = """
const express = require('express');
const { asked } = require('pg');
require('./case.js');
const bad = "x' OR '1'='1";
const request = { query: { name: bad, city: bad, id: bad }, body: { name: bad, note: bad } };
const response = { json: () => {}, sendStatus: () => {} };
console.log = () => {};
(async () => {
  for (const path of Object.keys(express.routes)) await express.routes[path](request, response, () => {});
  process.stdout.write(JSON.stringify(asked));
})();
"""


def asked_by(case: Path, folder: Path) -> list[dict[str, object]]:
    """What a program asks of a database that only takes notes, when all it is sent is an attack."""
    for name, text in (("express", EXPRESS), ("pg", PG)):
        target = folder / "node_modules" / name
        target.mkdir(parents=True)
        (target / "index.js").write_text(text, encoding="utf-8")
    shutil.copy(case, folder / "case.js")
    (folder / "ask.js").write_text(ASK, encoding="utf-8")
    run = subprocess.run([str(NODE), "ask.js"], cwd=folder, capture_output=True, text=True, timeout=60, check=True)
    asked: list[dict[str, object]] = json.loads(run.stdout)
    return asked


@needs_node
def test_fixed_sql_binds_what_it_was_given(tmp_path: Path) -> None:
    before = asked_by(CASES / "sql-injection" / "pg.js", tmp_path / "before")
    after = asked_by(CASES / "sql-injection" / "pg.fixed.js", tmp_path / "after")
    assert len(before) == len(after) > 6
    assert all("OR '1'" in str(query["text"]) for query in before)
    mended = [query for query in after if "OR '1'" not in str(query["text"])]
    assert len(mended) == len(after) - 1  # one with a comment inside is left
    for query in mended:
        numbers = {int(number) for number in re.findall(r"\$(\d+)", str(query["text"]))}
        values = query["values"]
        assert isinstance(values, list)
        assert numbers == set(range(1, len(values) + 1))
        assert "'$" not in str(query["text"])
        assert all("x' OR '1'='1" in value for value in values)


COMPARE = """
const express = require('express');
require('./case.js');
process.env.API_KEY = 'right';
process.env.HOOK_SECRET = 'gr\\u00fc\\u00dfe';
const answers = [];
const given = [['right', 'gr\\u00fc\\u00dfe'], ['right', 'other'], ['wrong', 'x'], [undefined, 1], ['righ', '']];
for (const [key, secret] of given) {
  const response = { sendStatus: (status) => answers.push(status) };
  express.routes['post /hook']({ get: () => key, body: { secret } }, response);
}
process.stdout.write(JSON.stringify(answers));
"""


@needs_node
@pytest.mark.parametrize("name", ["hook.js", "hook.fixed.js"])
def test_comparison_in_constant_time_answers_as_before(tmp_path: Path, name: str) -> None:
    target = tmp_path / "node_modules" / "express"
    target.mkdir(parents=True)
    (target / "index.js").write_text(EXPRESS, encoding="utf-8")
    shutil.copy(CASES / "timing-unsafe-comparison" / name, tmp_path / "case.js")
    (tmp_path / "ask.js").write_text(COMPARE, encoding="utf-8")
    run = subprocess.run([str(NODE), "ask.js"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(run.stdout) == [200, 400, 401, 401, 401]


@needs_node
@pytest.mark.parametrize("path", sorted(CASES.glob("*/*.fixed.js")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_node_reads_fixed_javascript(tmp_path: Path, path: Path) -> None:
    """Node's own parser is stricter than ours: a name that is declared twice, an ``await`` where none may be."""
    text = path.read_text(encoding="utf-8")
    target = tmp_path / ("case.mjs" if re.search(r"^import\b", text, re.MULTILINE) else "case.cjs")
    target.write_text(text, encoding="utf-8")
    run = subprocess.run([str(NODE), "--check", str(target)], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
