"""Reading OpenAPI documents: lines, references, both versions, and documents made to hurt."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from backend_review.index.openapi import BrokenSpecError, Spec, is_spec, read_spec
from backend_review.project.source import SourceFile
from conftest import Result

DOCUMENT = """\
openapi: 3.1.0
info:
  title: Shop
  version: 1.2.3
servers:
  - url: https://{host}/{base}/v1/
    variables:
      host: { default: example.com }
      base: { default: api }
  - url: /v2
security: [{ token: [] }]
paths:
  /orders/{id}:
    parameters:
      - $ref: '#/components/parameters/Id'
      - { name: x, in: query }
    get:
      operationId: one
      security: [{}, { token: [] }]
      parameters: [{ name: x, in: query, required: true }]
      responses:
        200: { $ref: '#/components/responses/Many' }
        default: { $ref: 'other.yaml#/Error' }
    put: { responses: { '204': { description: done } }, security: [] }
  /elsewhere: { $ref: './elsewhere.yaml' }
  x-extension: { get: {} }
components:
  parameters:
    Id: { name: id, in: path, required: true, schema: { type: string } }
  responses:
    Many:
      description: many
      content: { application/json: { schema: { $ref: '#/components/schemas/Orders' } } }
  schemas:
    Orders: { type: array, items: {} }
    Loop: { $ref: '#/components/schemas/Loop' }
"""


def document(text: str, name: str = "openapi.yaml") -> Spec | None:
    file = SourceFile.from_content(Path("/nowhere"), name, text.encode())
    return read_spec(file) if is_spec(file) else None


def test_a_document_with_lines_and_references() -> None:
    spec = document(DOCUMENT)
    assert spec is not None
    assert (spec.title, spec.api_version, spec.api_version_line) == ("Shop", "1.2.3", 4)
    assert spec.bases == ("/api/v1", "/v2")
    assert spec.secured
    assert spec.partial
    get, put = spec.operations
    assert (get.method, get.path, get.line, get.operation_id) == ("GET", "/orders/{id}", 17, "one")
    assert [(p.name, p.where, p.required) for p in get.parameters] == [("x", "query", True), ("id", "path", True)]
    assert get.array
    assert get.refers_out
    assert get.secured is False
    assert get.answers == {"200": 22, "default": 23}
    assert put.secured is False
    assert (put.line, list(put.answers)) == (24, ["204"])


def test_json_with_tabs_and_emoji() -> None:
    text = '{\n\t"swagger": "2.0",\n\t"basePath": "/v1/",\n\t"paths":'
    text += ' {"/a": {"get": {"summary": "\\ud83d\\ude00 \\/"}}}\n}'
    spec = document(text, "swagger.json")
    assert spec is not None
    assert spec.bases == ("/v1",)
    assert [(item.path, item.line) for item in spec.operations] == [("/a", 4)]


@pytest.mark.parametrize(
    "text",
    ["name: openapi\npaths: {}", "a:\n  openapi: 3.0.0\n  paths: {}", "openapi: 3.0.0\ninfo: {}", "openapi: []"],
)  # fmt: skip
def test_what_only_speaks_of_openapi_is_no_document(text: str) -> None:
    assert document(text) is None


def test_bombs_and_nests_end() -> None:
    bomb = "openapi: 3.0.0\npaths: &a0 {/x: {get: {}}}\n" + "".join(
        f"k{i}: &a{i + 1} [{', '.join([f'*a{i}'] * 9)}]\n" for i in range(40)
    )
    deep = "openapi: 3.0.0\npaths: {/x: " + "[" * 50_000 + "]" * 50_000 + "}\n"
    loop = "openapi: 3.0.0\npaths: &p\n  /x: *p\n"
    wide = "openapi: 3.0.0\npaths:\n" + "".join(f"  /x{i}: {{get: {{}}}}\n" for i in range(9000))
    before = time.monotonic()
    for text in (bomb, deep, loop, wide):
        try:
            document(text)
        except BrokenSpecError:
            continue
    assert time.monotonic() - before < 30


def test_a_broken_document_is_listed(cli: Callable[..., Result], project: Callable[..., Path]) -> None:
    project({"openapi.yaml": "openapi: 3.0.0\npaths:\n  /x: {get: [\n", "app.py": "x = 1\n"})
    gaps = cli(".", "--format", "json").json["not_analysed"]
    assert [(gap["path"], gap["line"]) for gap in gaps] == [("openapi.yaml", 4)]
    assert cli(".", "--strict").code == 3


def test_an_enormous_document_is_listed(cli: Callable[..., Result], project: Callable[..., Path]) -> None:
    paths = {f"/x{i}": {"get": {"description": "x" * 1000}} for i in range(1200)}
    project({"docs/swagger.json": json.dumps({"swagger": "2.0", "paths": paths}), "data.json": "[1]" + " " * 2_000_000})
    gaps = cli(".", "--format", "json").json["not_analysed"]
    assert [gap["path"] for gap in gaps] == ["docs/swagger.json"]
