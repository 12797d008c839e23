"""The OpenAPI document that is made of the code: valid, and as much of it as the code says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from backend_review.inventory import read_backend
from backend_review.inventory.openapi import as_openapi
from backend_review.inventory.openapi.shapes import shape_of
from conftest import CHECKOUT
from frameworks.programs import backend_of


def document_of(folder: Path, files: dict[str, str]) -> dict[str, Any]:
    """The document of a project of these files; it is valid."""
    made = json.loads(as_openapi(backend_of(folder, files), "shop"))
    assert [error.message for error in OpenAPIV31SpecValidator(made).iter_errors()] == []
    return made


def test_the_document_of_the_examples_is_valid() -> None:
    backend = read_backend(CHECKOUT, [CHECKOUT / "examples"], [])
    document = json.loads(as_openapi(backend, "shop"))
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []
    assert document["paths"]["/products"]["post"]["requestBody"]["content"]["application/json"]["schema"] == {
        "$ref": "#/components/schemas/ProductIn"
    }
    assert len(document["paths"]["/products"]["get"]["x-also-declared-at"]) == 2


FASTAPI = {
    "models.py": """
        from enum import Enum
        from pydantic import BaseModel, Field

        class Colour(str, Enum):
            RED = "red"
            BLUE = "blue"

        class Base(BaseModel):
            name: str = Field(..., min_length=1, max_length=80)

        class ItemIn(Base):
            price: float = Field(gt=0, description="in euro")
            colour: Colour = Colour.RED
            tags: list[str] = []
            parent: "ItemIn | None" = None

        class ItemOut(ItemIn):
            id: int
    """,
    "app.py": """
        from typing import Annotated, Optional
        from fastapi import Depends, FastAPI, Header, Query
        from fastapi.security import OAuth2PasswordBearer
        from models import ItemIn, ItemOut

        app = FastAPI()
        scheme = OAuth2PasswordBearer(tokenUrl="login")

        @app.get("/items/{item_id}", dependencies=[Depends(scheme)])
        def one(item_id: int, q: Optional[str] = None, size: Annotated[int, Query(ge=1)] = 20,
                x_trace: str = Header(), db=Depends(scheme)) -> list[ItemOut]:
            '''One item.

            With what belongs to it.'''

        @app.post("/items", status_code=201)
        def create(item: ItemIn) -> ItemOut: ...
    """,
}


def test_pydantic_models_parameters_and_security(tmp_path: Path) -> None:
    document = document_of(tmp_path, FASTAPI)
    one = document["paths"]["/items/{item_id}"]["get"]
    assert (one["summary"], one["description"]) == ("One item.", "With what belongs to it.")
    assert [(p["name"], p["in"], p.get("required", False), p["schema"].get("type")) for p in one["parameters"]] == [
        ("item_id", "path", True, "integer"), ("q", "query", False, None), ("size", "query", False, "integer"),
        ("x-trace", "header", False, "string"),
    ]  # fmt: skip
    assert one["security"] == [{"oauth2": []}]
    assert document["components"]["securitySchemes"]["oauth2"]["flows"]["password"]["tokenUrl"] == "login"
    answer = one["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer == {"type": "array", "items": {"$ref": "#/components/schemas/ItemOut"}}
    assert one["x-declared-at"] == "app.py:10"
    item = document["components"]["schemas"]["ItemIn"]
    assert item["required"] == ["name", "price"]
    assert item["properties"]["name"] == {"type": "string", "minLength": 1, "maxLength": 80}
    assert item["properties"]["price"] == {"type": "number", "exclusiveMinimum": 0, "description": "in euro"}
    assert item["properties"]["parent"]["anyOf"][0] == {"$ref": "#/components/schemas/ItemIn"}
    assert document["components"]["schemas"]["Colour"]["enum"] == ["red", "blue"]
    assert "201" in document["paths"]["/items"]["post"]["responses"]


NEST = {
    "package.json": "{}",
    "src/dto.ts": """
        import { IsEmail, IsOptional, MaxLength, Min } from 'class-validator';
        export enum Role { User = 'user', Admin = 'admin' }
        export class CreateUserDto {
          @IsEmail() email: string;
          @MaxLength(80) name: string;
          @IsOptional() age?: number;
          role: Role = Role.User;
          friends: string[];
        }
        export class ListQuery { @Min(1) page: number; search?: string }
    """,
    "src/users.controller.ts": """
        import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
        import { CreateUserDto, ListQuery } from './dto';
        @Controller('users')
        export class UsersController {
          @Get() list(@Query() query: ListQuery, @Query('sort') sort: string): Promise<CreateUserDto[]> { return null; }
          @Get(':id') one(@Param('id') id: number) { return null; }
          @Post() create(@Body() body: CreateUserDto) { return body; }
        }
    """,
    "src/main.ts": """
        import { Module } from '@nestjs/common';
        import { NestFactory } from '@nestjs/core';
        import { UsersController } from './users.controller';
        @Module({ controllers: [UsersController] }) class AppModule {}
        async function main() { const app = await NestFactory.create(AppModule); await app.listen(3000); }
        main();
    """,
}


def test_classes_of_nest(tmp_path: Path) -> None:
    document = document_of(tmp_path, NEST)
    users = document["paths"]["/users"]
    assert [(p["name"], p.get("required", False)) for p in users["get"]["parameters"]] == [
        ("page", True), ("search", False), ("sort", False),
    ]  # fmt: skip
    assert users["get"]["tags"] == ["Users"]
    assert document["paths"]["/users/{id}"]["get"]["parameters"][0]["schema"] == {"type": "number"}
    dto = document["components"]["schemas"]["CreateUserDto"]
    assert dto["required"] == ["email", "name", "friends"]
    assert dto["properties"]["email"] == {"type": "string", "format": "email"}
    assert dto["properties"]["role"]["enum"] == ["user", "admin"]
    assert "201" in users["post"]["responses"]


def test_query_parameters_that_handlers_read(tmp_path: Path) -> None:
    document = document_of(
        tmp_path,
        {
            "app.js": """
                const app = require('express')();
                app.get('/a/:id(\\\\d+)', (req, res) => { const { page, limit = 5 } = req.query; res.json(req.query.sort); });
            """,
            "web.py": """
                from flask import Flask, request
                app = Flask(__name__)
                @app.get("/b/<int:number>")
                def b(number):
                    return {"q": request.args.get("q")}
            """,
        },
    )
    names = [(p["name"], p["schema"]["type"]) for p in document["paths"]["/a/{id}"]["get"]["parameters"]]
    assert names == [("id", "integer"), ("page", "string"), ("limit", "string"), ("sort", "string")]
    (number, q) = document["paths"]["/b/{number}"]["get"]["parameters"]
    assert number["schema"] == {"type": "integer"}
    assert (q["name"], q["in"]) == ("q", "query")


def test_zod_and_fastify_schemas(tmp_path: Path) -> None:
    document = document_of(
        tmp_path,
        {
            "package.json": "{}",
            "hono.ts": """
                import { Hono } from 'hono';
                import { zValidator } from '@hono/zod-validator';
                import { z } from 'zod';
                const schema = z.object({ name: z.string().min(3), age: z.number().int().optional(), kind: z.enum(['a']) });
                const app = new Hono();
                app.post('/z', zValidator('json', schema), (c) => c.json({}));
                export default app;
            """,
            "fast.js": """
                const fastify = require('fastify')();
                fastify.post('/f', { schema: { body: { type: 'object', properties: { n: { type: 'integer' } } } } },
                  async () => ({}));
            """,
        },
    )
    schema = document["components"]["schemas"]["schema"]
    assert schema["properties"]["name"] == {"type": "string", "minLength": 3}
    assert schema["properties"]["age"] == {"type": "integer"}
    assert schema["required"] == ["name", "kind"]
    body = document["paths"]["/f"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"type": "object", "properties": {"n": {"type": "integer"}}}


def test_paths_that_are_the_same_by_openapi(tmp_path: Path) -> None:
    document = document_of(
        tmp_path,
        {
            "app.js": "const app = require('express')();\napp.get('/u/:id', (q, s) => s.end());\n"
            "app.put('/u/:name', (q, s) => s.end());\napp.get('/t/:id/x/:id', (q, s) => s.end());\n"
        },
    )
    assert set(document["paths"]) == {"/u/{id}", "/t/{id}/x/{id_2}"}
    assert document["paths"]["/u/{id}"]["put"]["parameters"][0]["name"] == "id"


@pytest.mark.parametrize(
    ("text", "language", "schema"),
    [
        ("Optional[int]", "python", {"anyOf": [{"type": "integer"}, {"type": "null"}]}),
        ("dict[str, list[bool]]", "python", {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "boolean"}}}),
        ('Literal["a", 1]', "python", {"enum": ["a", 1]}),
        ("'a' | 'b'", "javascript", {"enum": ["a", "b"]}),
        ("Promise<Date[]>", "javascript", {"type": "array", "items": {"type": "string", "format": "date-time"}}),
        ("map[string][]*int64", "go", {"type": "object", "additionalProperties": {"type": "array", "items": {"anyOf": [{"type": "integer"}, {"type": "null"}]}}}),
        ("[" * 3000, "python", {}),
        ("list[" * 3000, "python", {}),
        ("Callable[[int], str]", "python", None),
        ("| | |", "javascript", {}),
    ],
)  # fmt: skip
def test_types_as_they_are_written(text: str, language: str, schema: dict[str, Any] | None) -> None:
    made = shape_of(text, language).schema
    assert schema is None or made == schema


def test_structs_that_bodies_are_bound_to(tmp_path: Path) -> None:
    document = document_of(
        tmp_path,
        {
            "go.mod": "module example.com/shop\n\ngo 1.22\n",
            "main.go": """
                package main

                import (
                    "time"
                    "github.com/gin-gonic/gin"
                )

                type Base struct {
                    ID uint64 `json:"id"`
                }

                // Order is what a customer wants.
                type Order struct {
                    Base
                    Lines    []Line            `json:"lines" binding:"required"`
                    Note     *string           `json:"note,omitempty"`
                    Labels   map[string]string `json:"labels,omitempty"`
                    Placed   time.Time         `json:"placed"`
                    Secret   string            `json:"-"`
                    internal int
                }

                type Line struct {
                    SKU string `json:"sku"`
                }

                func main() {
                    r := gin.Default()
                    r.POST("/orders", add)
                    r.Run()
                }

                func add(c *gin.Context) {
                    var order Order
                    if err := c.ShouldBindJSON(&order); err != nil {
                        c.JSON(400, gin.H{})
                        return
                    }
                    page := c.DefaultQuery("page", "1")
                    c.JSON(201, gin.H{"page": page})
                }
            """,
        },
    )
    operation = document["paths"]["/orders"]["post"]
    assert operation["requestBody"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Order"}
    assert [(p["name"], p["in"]) for p in operation["parameters"]] == [("page", "query")]
    order = document["components"]["schemas"]["Order"]
    assert set(order["properties"]) == {"id", "lines", "note", "labels", "placed"}
    assert order["properties"]["lines"] == {"type": "array", "items": {"$ref": "#/components/schemas/Line"}}
    assert order["properties"]["placed"] == {"type": "string", "format": "date-time"}
    assert order["required"] == ["id", "lines", "placed"]
    assert order["description"] == "Order is what a customer wants."
