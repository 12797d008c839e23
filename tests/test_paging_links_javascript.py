"""Whether a list is paged, over the links between a route and its store in JavaScript."""

# ruff: noqa: E501  # the programs are written as programs are

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.inventory import read_backend
from backend_review.inventory.rows import rows_of
from shapes.projects import write

LINKS = {
    "Nest, a bus of queries": """
=== package.json
{"name": "shop", "dependencies": {"@nestjs/core": "10", "@nestjs/common": "10", "@nestjs/cqrs": "10", "typeorm": "0.3", "@nestjs/typeorm": "10"}}
=== src/main.ts
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
async function bootstrap() { const app = await NestFactory.create(AppModule); await app.listen(3000); }
bootstrap();
=== src/app.module.ts
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Item } from './item.entity';
import { ItemsController } from './items.controller';
import { GetItemsHandler } from './get-items.handler';
import { GetSomeHandler } from './get-some.handler';
@Module({ imports: [CqrsModule, TypeOrmModule.forFeature([Item])], controllers: [ItemsController], providers: [GetItemsHandler, GetSomeHandler] })
export class AppModule {}
=== src/item.entity.ts
import { Entity, PrimaryGeneratedColumn } from 'typeorm';
@Entity() export class Item { @PrimaryGeneratedColumn() id: number; }
=== src/get-items.query.ts
export class GetItemsQuery { constructor(public readonly owner: string) {} }
=== src/get-some.query.ts
import { IQuery } from '@nestjs/cqrs';
export class GetSomeQuery implements IQuery { constructor(readonly limit: number) {} }
=== src/get-items.handler.ts
import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Item } from './item.entity';
import { GetItemsQuery } from './get-items.query';
@QueryHandler(GetItemsQuery)
export class GetItemsHandler implements IQueryHandler<GetItemsQuery> {
  constructor(@InjectRepository(Item) private readonly items: Repository<Item>) {}
  async execute(query: GetItemsQuery) { return this.items.find({ where: { owner: query.owner } }); }
}
=== src/get-some.handler.ts
import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Item } from './item.entity';
import { GetSomeQuery } from './get-some.query';
@QueryHandler(GetSomeQuery)
export class GetSomeHandler implements IQueryHandler<GetSomeQuery> {
  constructor(@InjectRepository(Item) private readonly items: Repository<Item>) {}
  async execute({ limit }: GetSomeQuery) { return this.items.find({ take: limit }); }
}
=== src/items.controller.ts
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { GetItemsQuery } from './get-items.query';
import { GetSomeQuery } from './get-some.query';
@Controller('items')
export class ItemsController {
  constructor(private readonly queryBus: QueryBus) {}
  @Get('all') all() { return this.queryBus.execute(new GetItemsQuery('me')); }
  @Get('some') async some(@Query('limit') limit = 10) {
    const query = new GetSomeQuery(limit);
    const result = await this.queryBus.execute<GetSomeQuery, Item[]>(query);
    return result;
  }
}
""",
    "Objection, modifiers by name": """
=== package.json
{"name": "shop", "dependencies": {"express": "4", "knex": "2", "objection": "3"}}
=== item.js
const { Model } = require('objection');
class Item extends Model {
  static get tableName() { return 'items'; }
  static get modifiers() {
    return {
      paged(query, limit) { if (limit) query.limit(limit); else query.limit(10); },
      filterShop: (query, id) => { query.where('shopId', id); },
      orderDefault(builder) { builder.orderBy('id'); },
    };
  }
}
module.exports = Item;
=== app.js
const express = require('express');
const Item = require('./item');
const app = express();
app.get('/items/all', async (req, res) => res.json(await Item.query().modify('filterShop', req.query.shop).modify('orderDefault')));
app.get('/items/some', async (req, res) => res.json(await Item.query().modify('orderDefault').modify('paged', req.query.limit)));
app.listen(1);
""",
    "Sequelize, models that a folder's files make": """
=== package.json
{"name": "shop", "dependencies": {"express": "4", "sequelize": "6"}}
=== src/models/index.js
'use strict';
const fs = require('fs');
const path = require('path');
const Sequelize = require('sequelize');
const basename = path.basename(__filename);
const db = {};
const sequelize = new Sequelize('a', 'b', 'c', {});
fs.readdirSync(__dirname).filter(file => file.indexOf('.') !== 0 && file !== basename && file.slice(-3) === '.js').forEach(file => {
  const model = require(path.join(__dirname, file))(sequelize, Sequelize.DataTypes);
  db[model.name] = model;
});
Object.keys(db).forEach(name => { if (db[name].associate) db[name].associate(db); });
db.sequelize = sequelize;
db.Sequelize = Sequelize;
module.exports = db;
=== src/models/item.js
module.exports = (sequelize, DataTypes) => {
  const Item = sequelize.define('Item', { name: DataTypes.STRING });
  Item.associate = (models) => {};
  return Item;
};
=== src/services/base.service.js
class BaseService {
  constructor(model) { this.model = model; }
  getAll = async () => { const rows = await this.model.findAll(); return rows; };
  getPage = async ({ page = 1, limit = 10 } = {}) => { const { rows, count } = await this.model.findAndCountAll({ limit, offset: (page - 1) * limit }); return { rows, count }; };
}
module.exports = BaseService;
=== src/services/item.service.js
const BaseService = require('./base.service');
const { Item } = require('../models');
class ItemService extends BaseService { constructor() { super(Item); } }
module.exports = new ItemService();
=== src/controllers/item.controller.js
const service = require('../services/item.service');
class ItemController {
  all = async (req, res, next) => { try { const rows = await service.getAll(); res.send(rows); } catch (e) { next(e); } };
  some = async (req, res, next) => { try { const rows = await service.getPage(req.query); res.send(rows); } catch (e) { next(e); } };
}
module.exports = new ItemController();
=== src/routes/v1/item.route.js
const express = require('express');
const controller = require('../../controllers/item.controller');
const router = express.Router();
router.route('/all').get(controller.all);
router.get('/some', controller.some);
module.exports = router;
=== src/routes/v1/index.js
const express = require('express');
const itemRoute = require('./item.route');
const router = express.Router();
const defaultRoutes = [{ path: '/items', route: itemRoute }];
defaultRoutes.forEach((r) => router.use(r.path, r.route));
module.exports = router;
=== src/app.js
const express = require('express');
const routes = require('./routes/v1');
const app = express();
app.use('/v1', routes);
app.listen(1);
""",
    "Hono, D1": """
=== package.json
{"name": "shop", "dependencies": {"hono": "4"}}
=== src/index.ts
import { Hono } from 'hono';
const app = new Hono<{ Bindings: { DB: D1Database } }>();
app.get('/items/all', async (c) => { const { results } = await c.env.DB.prepare('SELECT * FROM items').all(); return c.json(results); });
app.get('/items/some', async (c) => { const stmt = c.env.DB.prepare('SELECT * FROM items LIMIT ?').bind(10); const { results } = await stmt.all(); return c.json(results); });
export default app;
""",
    "Hono, D1 behind a class": """
=== package.json
{"name": "shop", "dependencies": {"hono": "4"}}
=== src/repo.ts
export class Repo {
  constructor(private db: D1Database) {}
  async all() { const r = await this.db.prepare('SELECT * FROM items').bind().all<Item>(); return r.results; }
  async some(n: number) { return (await this.db.prepare(`SELECT * FROM items LIMIT ?`).bind(n).all()).results; }
}
=== src/index.ts
import { Hono } from 'hono';
import { Repo } from './repo';
const app = new Hono<{ Bindings: { DB: D1Database } }>();
app.get('/items/all', async (c) => { const repo = new Repo(c.env.DB); return c.json(await repo.all()); });
app.get('/items/some', async (c) => { const repo = new Repo(c.env.DB); return c.json(await repo.some(3)); });
export default app;
""",
    "a query that each branch bounds": """
=== package.json
{"name": "shop", "dependencies": {"express": "4", "knex": "2"}}
=== app.js
const express = require('express');
const knex = require('knex')({});
const app = express();
app.get('/items/all', async (req, res) => {
  const q = knex('items');
  if (req.query.limit) q.limit(req.query.limit);
  res.json(await q);
});
app.get('/items/some', async (req, res) => {
  const q = knex('items');
  if (req.query.limit) {
    q.limit(req.query.limit);
  } else {
    q.limit(10);
  }
  res.json(await q);
});
app.listen(1);
""",
    "TypeORM, a repository that is extended": """
=== package.json
{"name": "shop", "dependencies": {"express": "4", "typeorm": "0.3"}}
=== src/item.ts
import { Entity, PrimaryGeneratedColumn } from 'typeorm';
@Entity() export class Item { @PrimaryGeneratedColumn() id: number; }
=== src/source.ts
import { DataSource } from 'typeorm';
export const source: DataSource = new DataSource({ type: 'postgres' });
=== src/page.ts
import { itemRepository } from './repository';
export async function page(limit: number) { return itemRepository.find({ take: limit }); }
=== src/repository.ts
import { source } from './source';
import { Item } from './item';
import { page } from './page';
export const itemRepository = source.getRepository<Item>(Item).extend({
  page,
  async findActive() { return await this.find({ where: { active: true } }); },
});
=== src/app.ts
import express from 'express';
import { itemRepository } from './repository';
const app = express();
app.get('/items/all', async (req, res) => { res.json(await itemRepository.findActive()); });
app.get('/items/some', async (req, res) => { res.json(await itemRepository.page(10)); });
app.listen(1);
""",
    "pg-promise": """
=== package.json
{"name": "shop", "dependencies": {"express": "4", "pg-promise": "11"}}
=== src/db.ts
import pgPromise from 'pg-promise';
const pgp = pgPromise({});
export const db = pgp(process.env.DATABASE_URL);
=== src/app.ts
import express from 'express';
import { db } from './db';
const app = express();
app.get('/items/all', async (req, res) => { res.json(await db.manyOrNone('SELECT * FROM items WHERE shop = $1', [req.query.shop])); });
app.get('/items/some', async (req, res) => { res.json(await db.any('SELECT * FROM items LIMIT $1', [10])); });
app.listen(1);
""",
}


@pytest.mark.parametrize("project", LINKS.values(), ids=LINKS)
def test_links_between_routes_and_stores(tmp_path: Path, project: str) -> None:
    write(tmp_path, project)
    found = {row.found.path: row.facts["paginated"] for row in rows_of(read_backend(tmp_path, [tmp_path], []))}
    all, some = (next((path for path in found if path.endswith(end)), "") for end in ("/all", "/some"))
    assert (found.get(all), found.get(some)) == (False, True)


def test_lists_that_a_key_of_something_else_asks_for(tmp_path: Path) -> None:
    project = """
=== package.json
{"name": "shop", "dependencies": {"express": "4", "mongoose": "7"}}
=== app.js
const express = require('express');
const mongoose = require('mongoose');
const TeamMember = mongoose.model('TeamMember', new mongoose.Schema({ teamId: String }));
const CheckIn = mongoose.model('CheckIn', new mongoose.Schema({ eventId: String }));
const Post = mongoose.model('Post', new mongoose.Schema({ title: String }));
const Answer = mongoose.model('Answer', new mongoose.Schema({ post: String }));
const app = express();
app.get('/teammembers/:id', async (req, res) => res.send(await TeamMember.find({ teamId: req.params.id })));
app.get('/checkins/findEvent/:id', async (req, res) => res.send(await CheckIn.find({ eventId: req.params.id })));
app.get('/checkins/:id', async (req, res) => res.send(await CheckIn.findById(req.params.id)));
app.get('/posts/answerable', async (req, res) => {
  const posts = await Post.find({});
  const asked = await Answer.findOne({ post: posts[0].id });
  res.send(posts.filter((post) => post.id !== asked.post));
});
app.listen(1);
"""
    write(tmp_path, project)
    found = {row.found.path: row.facts["paginated"] for row in rows_of(read_backend(tmp_path, [tmp_path], []))}
    assert found == {
        "/teammembers/{id}": False,
        "/checkins/findEvent/{id}": False,
        "/checkins/{id}": None,
        "/posts/answerable": False,
    }


def test_lists_that_a_statement_asks_for_by_a_key_of_something_else(tmp_path: Path) -> None:
    project = """
=== package.json
{"name": "shop", "dependencies": {"express": "4", "pg-promise": "11"}}
=== app.js
const express = require('express');
const db = require('pg-promise')()(process.env.DATABASE_URL);
const app = express();
const asked = async (sql, id) => db.manyOrNone(sql, { id });
app.get('/tags/:tenantId', async (req, res) => {
  res.send(await db.manyOrNone('SELECT id, name FROM tag WHERE tenant_id = $<id>', { id: req.params.tenantId }));
});
app.get('/suggestions/shop/:id', async (req, res) => {
  const sql = `select id from suggestion s where s.shop_id = $<id> and s.hidden = false order by s.id`;
  res.send(await asked(sql, Number(req.params.id)));
});
app.get('/items/:id', async (req, res) => {
  const [item] = await db.manyOrNone('SELECT * FROM item JOIN shop ON true WHERE item.id = $<id>', { id: req.params.id });
  res.send(item);
});
app.listen(1);
"""
    write(tmp_path, project)
    found = {row.found.path: row.facts["paginated"] for row in rows_of(read_backend(tmp_path, [tmp_path], []))}
    assert found == {"/tags/{tenantId}": False, "/suggestions/shop/{id}": False, "/items/{id}": None}


def test_lists_below_a_parameter_that_say_so(tmp_path: Path) -> None:
    project = """
=== package.json
{"name": "shop", "dependencies": {"@nestjs/core": "10", "@nestjs/common": "10", "typeorm": "0.3", "@nestjs/typeorm": "10"}}
=== src/main.ts
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
async function bootstrap() { const app = await NestFactory.create(AppModule); await app.listen(3000); }
bootstrap();
=== src/app.module.ts
import { Module } from '@nestjs/common';
import { DocsController } from './docs.controller';
@Module({ controllers: [DocsController] })
export class AppModule {}
=== src/doc.ts
import { Entity, PrimaryGeneratedColumn } from 'typeorm';
@Entity() export class Doc { @PrimaryGeneratedColumn() id: number; }
=== src/docs.controller.ts
import { Controller, Get, Param } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Doc } from './doc';
@Controller('docs')
export class DocsController {
  constructor(@InjectRepository(Doc) private readonly docs: Repository<Doc>) {}
  @Get(':ref') async ofRef(@Param('ref') ref: string): Promise<Doc[]> { return this.docs.find({ where: { ref } }); }
  @Get('by-agency/:code') async agency(@Param('code') code: string) { return this.docs.find({ where: { agencyCode: code } }); }
  @Get('by-mail/:mail') async mail(@Param('mail') mail: string) { return (await this.docs.find({ where: { mail } }))[0]; }
  @Get('type/:type') async findAllByType(@Param('type') type: string) { return this.docs.find({ where: { type } }); }
  @Get('newest/:type') async newest(@Param('type') type: string): Promise<Doc[]> { return this.docs.find({ take: 5 }); }
}
"""
    write(tmp_path, project)
    found = {row.found.path: row.facts["paginated"] for row in rows_of(read_backend(tmp_path, [tmp_path], []))}
    assert found == {
        "/docs/{ref}": False,
        "/docs/by-agency/{code}": False,
        "/docs/by-mail/{mail}": None,
        "/docs/type/{type}": False,
        "/docs/newest/{type}": True,
    }
