"""Whether a list is paged, over the links between a route and its store in modules that gather what others offer."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.inventory import read_backend
from backend_review.inventory.rows import rows_of
from shapes.projects import write

LINKS = {
    "a table of modules": """
=== package.json
{"name": "shop", "dependencies": {"express": "4", "typeorm": "0.3"}}
=== src/item.ts
import { Entity, PrimaryGeneratedColumn } from 'typeorm';
@Entity() export class Item { @PrimaryGeneratedColumn() id: number; }
=== src/source.ts
import { DataSource } from 'typeorm';
export const source: DataSource = new DataSource({ type: 'postgres' });
=== src/services/items.ts
import { source } from '../source';
import { Item } from '../item';
const page = async (take: number) => source.getRepository(Item).find({ take });
const all = async () => source.getRepository(Item).find();
export { all, page };
=== src/services/index.ts
import * as items from './items';
export default { ...items };
=== src/controllers/items.ts
import services from '../services';
export const allItems = async (req, res) => { res.json(await services.all()); };
export const someItems = async (req, res) => { res.json(await services.page(10)); };
=== src/controllers/index.ts
import * as items from './items';
const controllers = { ...items };
export default controllers;
=== src/app.ts
import express from 'express';
import controllers from './controllers';
const { allItems } = controllers;
const app = express();
const catchErrors = (fn) => (req, res, next) => { fn(req, res).catch(next); };
app.get('/items/all', catchErrors(allItems));
app.get('/items/some', catchErrors(controllers.someItems));
app.listen(1);
""",
}


@pytest.mark.parametrize("project", LINKS.values(), ids=LINKS)
def test_links_between_routes_and_stores(tmp_path: Path, project: str) -> None:
    write(tmp_path, project)
    found = {row.found.path: row.facts["paginated"] for row in rows_of(read_backend(tmp_path, [tmp_path], []))}
    all, some = (next((path for path in found if path.endswith(end)), "") for end in ("/all", "/some"))
    assert (found.get(all), found.get(some)) == (False, True)
