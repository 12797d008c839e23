"""Whether lists are paged, by stores whose queries are built: one small project for each of them."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from backend_review.inventory import read_backend
from backend_review.inventory.rows import rows_of


def judgements(folder: Path, files: dict[str, str]) -> dict[str, bool | None]:
    """What is said of each route of a small project."""
    folder = folder.resolve()
    for name, text in files.items():
        (folder / name).write_text(textwrap.dedent(text), encoding="utf-8")
    return {row.found.path: row.facts["paginated"] for row in rows_of(read_backend(folder, [folder], []))}


PEEWEE = """
    from fastapi import FastAPI
    from peewee import CharField, Model, SqliteDatabase

    class Pet(Model):
        name = CharField()
        class Meta:
            database = SqliteDatabase("pets.db")

    app = FastAPI()

    @app.get("/pets")
    def pets():
        return list(Pet.select().where(Pet.name != "").order_by(Pet.name).dicts())

    @app.get("/page/pets")
    def page(number: int = 1):
        return [pet.name for pet in Pet.select().paginate(number, 20)]

    @app.get("/few/pets")
    def few():
        return list(Pet.select().limit(5))

    @app.get("/pets/{id}")
    def pet(id: int):
        return Pet.get_by_id(id)
"""
TORTOISE = """
    from fastapi import FastAPI
    from tortoise import fields
    from tortoise.models import Model

    class Pet(Model):
        name = fields.CharField(100)

    app = FastAPI()

    @app.get("/pets")
    async def pets():
        return await Pet.filter(name__not="").order_by("name").prefetch_related("owner")

    @app.get("/page/pets")
    async def page(skip: int = 0):
        return await Pet.all().offset(skip).limit(20)

    @app.get("/few/pets")
    async def few():
        return await Pet.all().limit(5).values("name")

    @app.get("/pets/{id}")
    async def pet(id: int):
        return await Pet.get_or_none(id=id)
"""


@pytest.mark.parametrize("text", [PEEWEE, TORTOISE], ids=["peewee", "tortoise"])
def test_python(tmp_path: Path, text: str) -> None:
    assert judgements(tmp_path, {"app.py": text}) == {
        "/pets": False, "/page/pets": True, "/few/pets": True, "/pets/{id}": None
    }  # fmt: skip


MIKRO = """
    import express from 'express';
    import { MikroORM } from '@mikro-orm/postgresql';
    import { Pet } from './pet';
    const orm = await MikroORM.init();
    const app = express();
    app.get('/pets', async (req, res) => { res.json(await orm.em.fork().find(Pet, { alive: true })); });
    app.get('/page/pets', async (req, res) => {
      const [pets, count] = await orm.em.findAndCount(Pet, {}, { limit: 20, offset: Number(req.query.skip) });
      res.json({ pets, count });
    });
    app.get('/few/pets', async (req, res) => {
      res.json(await orm.em.createQueryBuilder(Pet).select('*').where({ alive: true }).limit(5));
    });
    app.get('/pets/:id', async (req, res) => { res.json(await orm.em.findOne(Pet, { id: req.params.id })); });
    app.listen(80);
"""
SUPABASE = """
    import express from 'express';
    import { createClient } from '@supabase/supabase-js';
    const supabase = createClient(process.env.STORE, process.env.KEY);
    const app = express();
    app.get('/pets', async (req, res) => {
      const { data, error } = await supabase.from('pets').select('*').eq('alive', true).order('name');
      res.json(data);
    });
    app.get('/page/pets', async (req, res) => {
      const first = Number(req.query.first);
      const { data } = await supabase.from('pets').select('*').range(first, first + 19);
      res.json(data);
    });
    app.get('/few/pets', async (req, res) => {
      const { data } = await supabase.from('pets').select('*').limit(5);
      res.json(data);
    });
    app.get('/pets/:id', async (req, res) => {
      const { data } = await supabase.from('pets').select('*').eq('id', req.params.id).single();
      res.json(data);
    });
    app.listen(80);
"""


@pytest.mark.parametrize("text", [MIKRO, SUPABASE], ids=["mikro-orm", "supabase"])
def test_javascript(tmp_path: Path, text: str) -> None:
    files = {"package.json": "{}", "app.ts": text, "pet.ts": "export class Pet { id!: number; }"}
    assert judgements(tmp_path, files) == {"/pets": False, "/page/pets": True, "/few/pets": True, "/pets/{id}": None}


GO = """
    package main

    import (
        "net/http"

        "IMPORT"
    )

    type Pet struct{ ID int }

    var db *PACKAGE.DB

    func pets(w http.ResponseWriter, r *http.Request) {
        var pets []Pet
        ALL
    }

    func page(w http.ResponseWriter, r *http.Request) {
        var pets []*Pet
        PAGE
    }

    func pet(w http.ResponseWriter, r *http.Request) {
        pet := new(Pet)
        ONE
    }

    func main() {
        http.HandleFunc("GET /pets", pets)
        http.HandleFunc("GET /page/pets", page)
        http.HandleFunc("GET /pets/{id}", pet)
        http.ListenAndServe(":8080", nil)
    }
"""
BUILDERS = {
    "bun": {
        "IMPORT": "github.com/uptrace/bun",
        "ALL": 'db.NewSelect().Model(&pets).Where("alive").Order("name").Scan(r.Context())',
        "PAGE": "db.NewSelect().Model(&pets).Limit(20).Offset(3).Scan(r.Context())",
        "ONE": 'db.NewSelect().Model(pet).Where("id = ?", r.PathValue("id")).Scan(r.Context())',
    },
    "pg": {
        "IMPORT": "github.com/go-pg/pg/v10",
        "ALL": 'db.Model(&pets).Where("alive").Order("name").Select()',
        "PAGE": "db.Model(&pets).Limit(20).Offset(3).Select()",
        "ONE": 'db.Model(pet).Where("id = ?", r.PathValue("id")).Select()',
    },
}


@pytest.mark.parametrize("package", BUILDERS)
def test_go(tmp_path: Path, package: str) -> None:
    text = GO.replace("PACKAGE", package)
    for name, written in BUILDERS[package].items():
        text = text.replace(name, written)
    files = {"go.mod": "module example.com/shop\n\ngo 1.22\n", "main.go": text}
    assert judgements(tmp_path, files) == {"/pets": False, "/page/pets": True, "/pets/{id}": None}
