"""Whether a list is paged, over the links between a route and its store in a container of Awilix."""

# ruff: noqa: E501  # the programs are written as programs are

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.inventory import read_backend
from backend_review.inventory.rows import rows_of
from shapes.projects import write

LINKS = {
    "classes and functions": """
=== package.json
{"name": "shop", "dependencies": {"express": "4", "mongoose": "7", "awilix": "8"}}
=== src/models/item.js
const mongoose = require('mongoose');
module.exports = mongoose.model('Item', new mongoose.Schema({ name: String }));
=== src/repositories/itemRepository.js
module.exports = ({ Item }) => ({
  findAll: () => Item.find(),
  findSome: (limit) => Item.find().limit(limit),
});
=== src/services/itemService.js
class ItemService {
  constructor({ itemRepository }) { this.itemRepository = itemRepository; }
  async all() { return this.itemRepository.findAll(); }
  async some(n) { return this.itemRepository.findSome(n); }
}
module.exports = ItemService;
=== src/container.js
const { createContainer, asClass, asFunction, asValue } = require('awilix');
const ItemService = require('./services/itemService');
const itemRepository = require('./repositories/itemRepository');
const Item = require('./models/item');
const container = createContainer();
container.register({
  Item: asValue(Item),
  itemRepository: asFunction(itemRepository).singleton(),
  itemService: asClass(ItemService).scoped(),
});
module.exports = container;
=== src/app.js
const express = require('express');
const container = require('./container');
const app = express();
const itemService = container.resolve('itemService');
app.get('/items/all', async (req, res) => { res.json(await itemService.all()); });
app.get('/items/some', async (req, res) => { res.json(await container.resolve('itemService').some(5)); });
app.listen(3000);
""",
    "a cradle": """
=== package.json
{"name": "shop", "dependencies": {"fastify": "4", "mongodb": "6", "awilix": "8", "@fastify/awilix": "4"}}
=== src/repo.ts
import type { Db } from 'mongodb';
export class ItemRepository {
  private readonly db: Db;
  constructor({ db }: { db: Db }) { this.db = db; }
  all() { return this.db.collection('items').find({}).toArray(); }
  some(n: number) { return this.db.collection('items').find({}).limit(n).toArray(); }
}
=== src/service.ts
import { ItemRepository } from './repo';
type Deps = { itemRepository: ItemRepository };
export class ItemService {
  private readonly repo: ItemRepository;
  constructor({ itemRepository }: Deps) { this.repo = itemRepository; }
  all() { return this.repo.all(); }
  some(n: number) { return this.repo.some(n); }
}
=== src/app.ts
import Fastify from 'fastify';
import { diContainer, fastifyAwilixPlugin } from '@fastify/awilix';
import { asClass, asFunction, asValue } from 'awilix';
import { MongoClient } from 'mongodb';
import { ItemRepository } from './repo';
import { ItemService } from './service';
const app = Fastify();
app.register(fastifyAwilixPlugin, { disposeOnClose: true });
const client = new MongoClient('x');
diContainer.register({
  db: asValue(client.db()),
  itemRepository: asClass(ItemRepository),
  itemService: asClass(ItemService),
});
app.get('/items/all', async (request, reply) => {
  const itemService = request.diScope.resolve<ItemService>('itemService');
  return itemService.all();
});
app.get('/items/some', async (request, reply) => {
  const { itemService } = app.diContainer.cradle;
  return itemService.some(4);
});
app.listen({ port: 1 });
""",
    "modules that are loaded, invokers": """
=== package.json
{"name": "shop", "dependencies": {"express": "4", "knex": "2", "awilix": "8", "awilix-express": "9"}}
=== src/db.js
import knex from 'knex';
export default () => knex({ client: 'pg' });
=== src/repositories/ItemRepository.js
export default class ItemRepository {
  constructor({ db }) { this.db = db; }
  all() { return this.db('items').select('*'); }
  some(n) { return this.db('items').select('*').limit(n); }
}
=== src/services/ItemService.js
export default class ItemService {
  constructor({ itemRepository }) { this.itemRepository = itemRepository; }
  all() { return this.itemRepository.all(); }
  some(n) { return this.itemRepository.some(n); }
}
=== src/container.js
import { createContainer, asClass, asFunction, Lifetime } from 'awilix';
import db from './db';
const container = createContainer();
container.register({ db: asFunction(db).singleton() });
container.loadModules(['src/repositories/*.js', 'src/services/*.js'], { formatName: 'camelCase', resolverOptions: { lifetime: Lifetime.SINGLETON } });
export default container;
=== src/app.js
import express from 'express';
import { scopePerRequest, makeInvoker, inject } from 'awilix-express';
import container from './container';
const app = express();
app.use(scopePerRequest(container));
const makeAPI = ({ itemService }) => ({
  all: async (req, res) => res.json(await itemService.all()),
});
const api = makeInvoker(makeAPI);
app.get('/items/all', api('all'));
app.get('/items/some', async (req, res) => { const s = req.container.resolve('itemService'); res.json(await s.some(5)); });
app.listen(3000);
""",
    "routes of a function": """
=== package.json
{"name": "shop", "dependencies": {"express": "4", "knex": "2", "awilix": "8"}}
=== src/db.js
const knex = require('knex');
module.exports = () => knex({ client: 'pg' });
=== src/repositories/item.repository.js
module.exports = class ItemRepository {
  constructor({ db }) { this.db = db; }
  all() { return this.db('items').select('*'); }
  some(n) { return this.db('items').select('*').limit(n); }
};
=== src/controllers/item.controller.js
class ItemController {
  constructor({ itemRepository }) { this.itemRepository = itemRepository; this.some = this.some.bind(this); }
  all = async (req, res) => { res.json(await this.itemRepository.all()); };
  async some(req, res) { res.json(await this.itemRepository.some(10)); }
}
module.exports = ItemController;
=== src/container.js
const { createContainer, asClass, asFunction, asValue } = require('awilix');
const db = require('./db');
const ItemRepository = require('./repositories/item.repository');
const ItemController = require('./controllers/item.controller');
const routes = require('./routes');
const container = createContainer();
container.register({
  db: asFunction(db).singleton(),
  router: asFunction(routes).singleton(),
  itemRepository: asClass(ItemRepository).singleton(),
  itemController: asClass(ItemController).singleton(),
});
module.exports = container;
=== src/routes.js
const { Router } = require('express');
module.exports = ({ itemController }) => {
  const router = Router();
  router.get('/items/all', itemController.all);
  router.get('/items/some', itemController.some);
  return router;
};
=== src/app.js
const express = require('express');
const container = require('./container');
const app = express();
app.use(container.resolve('router'));
app.listen(3000);
""",
    "controllers": """
=== package.json
{"name": "shop", "dependencies": {"express": "4", "knex": "2", "awilix": "8"}}
=== src/db.js
const knex = require('knex');
module.exports = knex({ client: 'pg' });
=== src/item.controller.js
class ItemController {
  constructor({ db }) { this.db = db; }
  all = async (req, res) => { res.json(await this.db('items')); };
  some = async (req, res) => { res.json(await this.db('items').limit(10)); };
}
module.exports = ItemController;
=== src/container.js
const awilix = require('awilix');
const ItemController = require('./item.controller');
const container = awilix.createContainer({ injectionMode: awilix.InjectionMode.PROXY });
container.register({
  db: awilix.asValue(require('./db')),
  itemController: awilix.asClass(ItemController),
});
module.exports = container;
=== src/routes.js
const { Router } = require('express');
const container = require('./container');
const router = Router();
const itemController = container.resolve('itemController');
router.get('/items/all', itemController.all);
router.get('/items/some', (req, res) => container.cradle.itemController.some(req, res));
module.exports = router;
=== src/app.js
const express = require('express');
const app = express();
app.use(require('./routes'));
app.listen(3000);
""",
}


@pytest.mark.parametrize("project", LINKS.values(), ids=LINKS)
def test_links_between_routes_and_stores(tmp_path: Path, project: str) -> None:
    write(tmp_path, project)
    found = {row.found.path: row.facts["paginated"] for row in rows_of(read_backend(tmp_path, [tmp_path], []))}
    all, some = (next((path for path in found if path.endswith(end)), "") for end in ("/all", "/some"))
    assert (found.get(all), found.get(some)) == (False, True)
