"""Whether a list is paged, over the links between a route and its store: what is put somewhere under a name, said by
a type, implemented for an interface, handed to a constructor, returned to be built further."""

# ruff: noqa: E501  # the programs are written as programs are

from __future__ import annotations

from pathlib import Path

import pytest

from backend_review.inventory import read_backend
from backend_review.inventory.rows import rows_of
from shapes.projects import write

LINKS = {
    "python: a protocol, an object in app.state": """
=== pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi", "sqlalchemy"]
=== app/__init__.py
=== app/models.py
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
class Base(DeclarativeBase): pass
class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
=== app/db.py
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker, Session
engine = create_engine("sqlite://")
SessionLocal = sessionmaker(bind=engine)
aengine = create_async_engine("sqlite+aiosqlite://")
AsyncLocal = async_sessionmaker(aengine)
def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()
async def get_session():
    async with AsyncLocal() as session:
        yield session
=== app/main.py
from typing import Protocol
from fastapi import FastAPI, Request
from sqlalchemy import select
from app.db import AsyncLocal
from app.models import Item
class Store(Protocol):
    async def list(self) -> list: ...
    async def page(self, limit: int) -> list: ...
class SqlStore:
    def __init__(self, maker):
        self.maker = maker
    async def list(self) -> list:
        async with self.maker() as session:
            return list(await session.scalars(select(Item)))
    async def page(self, limit: int) -> list:
        async with self.maker() as session:
            return list(await session.scalars(select(Item).limit(limit)))
app = FastAPI()
app.state.store = SqlStore(AsyncLocal)
@app.get("/items/all")
async def a(request: Request):
    store: Store = request.app.state.store
    return await store.list()
@app.get("/items/some")
async def s(request: Request, limit: int = 10):
    return await request.app.state.store.page(limit)
""",
    "python: app.state, filled in the lifespan": """
=== pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi", "sqlalchemy"]
=== app/__init__.py
=== app/models.py
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
class Base(DeclarativeBase): pass
class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
=== app/db.py
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker, Session
engine = create_engine("sqlite://")
SessionLocal = sessionmaker(bind=engine)
aengine = create_async_engine("sqlite+aiosqlite://")
AsyncLocal = async_sessionmaker(aengine)
def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()
async def get_session():
    async with AsyncLocal() as session:
        yield session
=== app/main.py
from contextlib import asynccontextmanager
from fastapi import Depends, FastAPI, Request
from sqlalchemy import select
from app.db import AsyncLocal
from app.models import Item
class SqlStore:
    def __init__(self, maker):
        self.maker = maker
    async def list(self) -> list:
        async with self.maker() as session:
            return list(await session.scalars(select(Item)))
    async def page(self, limit: int) -> list:
        async with self.maker() as session:
            return list(await session.scalars(select(Item).limit(limit)))
@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.store = SqlStore(AsyncLocal)
    yield
app = FastAPI(lifespan=lifespan)
def get_store(request: Request):
    return request.app.state.store
@app.get("/items/all")
async def a(store=Depends(get_store)):
    return await store.list()
@app.get("/items/some")
async def s(store=Depends(get_store), limit: int = 10):
    return await store.page(limit)
""",
    "python: routes of a function that is handed the store": """
=== pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi", "sqlalchemy"]
=== app/__init__.py
=== app/models.py
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
class Base(DeclarativeBase): pass
class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
=== app/db.py
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker, Session
engine = create_engine("sqlite://")
SessionLocal = sessionmaker(bind=engine)
aengine = create_async_engine("sqlite+aiosqlite://")
AsyncLocal = async_sessionmaker(aengine)
def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()
async def get_session():
    async with AsyncLocal() as session:
        yield session
=== app/main.py
from fastapi import APIRouter, FastAPI
from app.db import SessionLocal
from app.models import Item
class Store:
    def __init__(self, maker):
        self.maker = maker
    def all(self):
        with self.maker() as db:
            return db.query(Item).all()
    def some(self, n):
        with self.maker() as db:
            return db.query(Item).limit(n).all()
def routes(store: Store) -> APIRouter:
    router = APIRouter()
    @router.get("/items/all")
    def a():
        return store.all()
    @router.get("/items/some")
    def s(n: int = 3):
        return store.some(n)
    return router
def create_app():
    app = FastAPI()
    store = Store(SessionLocal)
    app.include_router(routes(store))
    return app
app = create_app()
""",
    "python: what middleware puts on the request": """
=== pyproject.toml
[project]
name = "shop"
dependencies = ["fastapi", "sqlalchemy"]
=== app/__init__.py
=== app/models.py
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
class Base(DeclarativeBase): pass
class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
=== app/db.py
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker, Session
engine = create_engine("sqlite://")
SessionLocal = sessionmaker(bind=engine)
aengine = create_async_engine("sqlite+aiosqlite://")
AsyncLocal = async_sessionmaker(aengine)
def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()
async def get_session():
    async with AsyncLocal() as session:
        yield session
=== app/main.py
from fastapi import FastAPI, Request
from app.db import SessionLocal
from app.models import Item
class Store:
    def __init__(self, db): self.db = db
    def all(self): return self.db.query(Item).all()
    def some(self, n): return self.db.query(Item).limit(n).all()
app = FastAPI()
@app.middleware("http")
async def m(request: Request, call_next):
    request.state.store = Store(SessionLocal())
    return await call_next(request)
@app.get("/items/all")
def a(request: Request):
    return request.state.store.all()
@app.get("/items/some")
def s(request: Request, n: int = 3):
    return request.state.store.some(n)
""",
    "python: flask.g": """
=== requirements.txt
flask
flask-sqlalchemy
=== app.py
from flask import Flask, g, jsonify, request
from flask_sqlalchemy import SQLAlchemy
app = Flask(__name__)
db = SQLAlchemy(app)
class Item(db.Model):
    id = db.Column(db.Integer, primary_key=True)
class Store:
    def all(self): return Item.query.all()
    def some(self, n): return Item.query.limit(n).all()
@app.before_request
def before():
    g.store = Store()
@app.get("/items/all")
def a():
    return jsonify([i.id for i in g.store.all()])
@app.get("/items/some")
def s():
    return jsonify([i.id for i in g.store.some(10)])
""",
    "python: an application that is a mapping": """
=== requirements.txt
aiohttp
asyncpg
=== app.py
from aiohttp import web
import asyncpg
class Store:
    def __init__(self, pool):
        self.pool = pool
    async def all(self):
        async with self.pool.acquire() as c:
            return await c.fetch("SELECT * FROM items")
    async def some(self, n):
        return await self.pool.fetch("SELECT * FROM items LIMIT $1", n)
STORE = web.AppKey("store", Store)
async def start(app):
    pool = await asyncpg.create_pool("x")
    app[STORE] = Store(pool)
    app["store"] = Store(pool)
    yield
    await pool.close()
async def a(request):
    return web.json_response(await request.app["store"].all())
async def s(request):
    return web.json_response(await request.app[STORE].some(int(request.query.get("n", 10))))
app = web.Application()
app.cleanup_ctx.append(start)
app.router.add_get("/items/all", a)
app.router.add_get("/items/some", s)
""",
    "javascript: tsyringe, an interface": """
=== package.json
{"name": "shop", "dependencies": {"express": "4", "knex": "2", "mongoose": "7", "typeorm": "0.3", "sequelize": "6", "@prisma/client": "5", "pg": "8", "mongodb": "6", "inversify":"6", "tsyringe":"4", "awilix": "8"}}
=== tsconfig.json
{"compilerOptions": {"baseUrl": ".", "experimentalDecorators": true}}
=== src/db.ts
import knex from 'knex';
export const db = knex({ client: 'pg' });
export default db;
=== src/types.ts
export interface ItemStore { all(): Promise<any[]>; some(n: number): Promise<any[]>; }
=== src/store.ts
import { injectable } from 'tsyringe';
import { ItemStore } from './types';
import { db } from './db';
@injectable()
export class KnexItemStore implements ItemStore {
  all() { return db('items').select(); }
  some(n: number) { return db('items').select().limit(n); }
}
=== src/service.ts
import { inject, injectable } from 'tsyringe';
import { ItemStore } from './types';
@injectable()
export class ItemService {
  constructor(@inject('ItemStore') private store: ItemStore) {}
  all() { return this.store.all(); }
  some(n: number) { return this.store.some(n); }
}
=== src/app.ts
import 'reflect-metadata';
import express from 'express';
import { container } from 'tsyringe';
import { KnexItemStore } from './store';
import { ItemService } from './service';
container.register('ItemStore', { useClass: KnexItemStore });
const app = express();
app.get('/items/all', async (req, res) => { const s = container.resolve(ItemService); res.json(await s.all()); });
app.get('/items/some', async (req, res) => { const s = container.resolve(ItemService); res.json(await s.some(5)); });
""",
    "javascript: inversify, symbols": """
=== package.json
{"name": "shop", "dependencies": {"express": "4", "knex": "2", "mongoose": "7", "typeorm": "0.3", "sequelize": "6", "@prisma/client": "5", "pg": "8", "mongodb": "6", "inversify":"6", "tsyringe":"4", "awilix": "8"}}
=== tsconfig.json
{"compilerOptions": {"baseUrl": ".", "experimentalDecorators": true}}
=== src/db.ts
import knex from 'knex';
export const db = knex({ client: 'pg' });
export default db;
=== src/types.ts
export const TYPES = { Store: Symbol.for('Store'), Service: Symbol.for('Service') };
export interface Store { all(): Promise<any[]>; some(n: number): Promise<any[]>; }
=== src/store.ts
import { injectable } from 'inversify';
import { Store } from './types';
import { db } from './db';
@injectable()
export class SqlStore implements Store {
  async all() { return db.select('*').from('items'); }
  async some(n: number) { return db.select('*').from('items').limit(n); }
}
=== src/service.ts
import { inject, injectable } from 'inversify';
import { Store, TYPES } from './types';
@injectable()
export class Service {
  @inject(TYPES.Store) private readonly store!: Store;
  all() { return this.store.all(); }
  some(n: number) { return this.store.some(n); }
}
=== src/container.ts
import { Container } from 'inversify';
import { TYPES, Store } from './types';
import { SqlStore } from './store';
import { Service } from './service';
export const container = new Container();
container.bind<Store>(TYPES.Store).to(SqlStore);
container.bind<Service>(TYPES.Service).to(Service).inSingletonScope();
=== src/app.ts
import express from 'express';
import { container } from './container';
import { TYPES } from './types';
import { Service } from './service';
const app = express();
const service = container.get<Service>(TYPES.Service);
app.get('/items/all', async (req, res) => res.json(await service.all()));
app.get('/items/some', async (req, res) => res.json(await service.some(3)));
""",
    "javascript: functions that make functions": """
=== package.json
{"name": "shop", "dependencies": {"express": "4", "knex": "2", "mongoose": "7", "typeorm": "0.3", "sequelize": "6", "@prisma/client": "5", "pg": "8", "mongodb": "6", "inversify":"6", "tsyringe":"4", "awilix": "8"}}
=== tsconfig.json
{"compilerOptions": {"baseUrl": ".", "experimentalDecorators": true}}
=== src/db.ts
import knex from 'knex';
export const db = knex({ client: 'pg' });
export default db;
=== src/repo.js
export const makeItemsRepo = ({ db }) => {
  const table = () => db('items');
  const all = () => table().select('*');
  const some = ({ limit = 20, offset = 0 } = {}) => table().select('*').limit(limit).offset(offset);
  return { all, some };
};
=== src/usecases.js
export default function makeUseCases({ itemsRepo }) {
  return Object.freeze({
    async listItems() { return itemsRepo.all(); },
    listSome: (q) => itemsRepo.some(q),
  });
}
=== src/controllers.js
export const makeGetAll = ({ useCases }) => async function getAll(req, res) { res.json(await useCases.listItems()); };
export const makeGetSome = ({ useCases }) => async (req, res) => { res.json(await useCases.listSome({ limit: 10 })); };
=== src/app.js
import express from 'express';
import { db } from './db';
import { makeItemsRepo } from './repo';
import makeUseCases from './usecases';
import { makeGetAll, makeGetSome } from './controllers';
const itemsRepo = makeItemsRepo({ db });
const useCases = makeUseCases({ itemsRepo });
const app = express();
app.get('/items/all', makeGetAll({ useCases }));
app.get('/items/some', makeGetSome({ useCases }));
app.listen(1);
""",
    "javascript: app.set and req.app.get": """
=== package.json
{"name": "shop", "dependencies": {"express": "4", "knex": "2", "mongoose": "7", "typeorm": "0.3", "sequelize": "6", "@prisma/client": "5", "pg": "8", "mongodb": "6", "inversify":"6", "tsyringe":"4", "awilix": "8"}}
=== tsconfig.json
{"compilerOptions": {"baseUrl": ".", "experimentalDecorators": true}}
=== src/db.ts
import knex from 'knex';
export const db = knex({ client: 'pg' });
export default db;
=== src/app.js
const express = require('express');
const { db } = require('./db');
class Items {
  constructor(db) { this.db = db; }
  all() { return this.db('items'); }
  some(n) { return this.db('items').limit(n); }
}
const app = express();
app.set('items', new Items(db));
app.get('/items/all', async (req, res) => res.json(await req.app.get('items').all()));
app.get('/items/some', async (req, res) => { const items = req.app.get('items'); res.json(await items.some(4)); });
app.listen(1);
""",
    "javascript: Nest, a token and an interface": """
=== package.json
{"name": "shop", "dependencies": {"@nestjs/common": "10", "@nestjs/core": "10", "typeorm": "0.3", "@nestjs/typeorm":"10", "mongoose": "7", "@nestjs/mongoose": "10", "@prisma/client": "5", "@nestjs/cqrs": "10"}}
=== src/main.ts
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
async function bootstrap() { const app = await NestFactory.create(AppModule); await app.listen(3000); }
bootstrap();
=== src/item.ts
import { Entity, PrimaryGeneratedColumn, Column } from 'typeorm';
@Entity()
export class Item { @PrimaryGeneratedColumn() id: number; @Column() name: string; }
=== src/app.module.ts
import { Module } from '@nestjs/common';
import { ItemsController } from './items.controller';
import { ItemsService } from './items.service';
import { TypeOrmItemRepository } from './repo';
@Module({ controllers: [ItemsController], providers: [ItemsService, { provide: 'ITEM_REPO', useClass: TypeOrmItemRepository }] })
export class AppModule {}
=== src/ports.ts
export interface ItemRepo { list(): Promise<any[]>; page(n: number): Promise<any[]>; }
=== src/repo.ts
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Item } from './item';
import { ItemRepo } from './ports';
@Injectable()
export class TypeOrmItemRepository implements ItemRepo {
  constructor(@InjectRepository(Item) private readonly orm: Repository<Item>) {}
  list() { return this.orm.find(); }
  page(n: number) { return this.orm.find({ take: n }); }
}
=== src/items.service.ts
import { Inject, Injectable } from '@nestjs/common';
import { ItemRepo } from './ports';
@Injectable()
export class ItemsService {
  constructor(@Inject('ITEM_REPO') private readonly repo: ItemRepo) {}
  all() { return this.repo.list(); }
  some(n: number) { return this.repo.page(n); }
}
=== src/items.controller.ts
import { Controller, Get, Query } from '@nestjs/common';
import { ItemsService } from './items.service';
@Controller('items')
export class ItemsController {
  constructor(private readonly items: ItemsService) {}
  @Get('all') all() { return this.items.all(); }
  @Get('some') some(@Query('n') n = 10) { return this.items.some(n); }
}
""",
    "javascript: Nest, an abstract class": """
=== package.json
{"name": "shop", "dependencies": {"@nestjs/common": "10", "@nestjs/core": "10", "typeorm": "0.3", "@nestjs/typeorm":"10", "mongoose": "7", "@nestjs/mongoose": "10", "@prisma/client": "5", "@nestjs/cqrs": "10"}}
=== src/main.ts
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
async function bootstrap() { const app = await NestFactory.create(AppModule); await app.listen(3000); }
bootstrap();
=== src/item.ts
import { Entity, PrimaryGeneratedColumn, Column } from 'typeorm';
@Entity()
export class Item { @PrimaryGeneratedColumn() id: number; @Column() name: string; }
=== src/app.module.ts
import { Module } from '@nestjs/common';
import { ItemsController } from './items.controller';
import { ItemRepo, SqlItemRepo } from './repo';
@Module({ controllers: [ItemsController], providers: [SqlItemRepo, { provide: ItemRepo, useExisting: SqlItemRepo }] })
export class AppModule {}
=== src/base.ts
import { Repository, FindOptionsWhere } from 'typeorm';
export abstract class BaseRepo<E> {
  protected constructor(protected readonly repo: Repository<E>) {}
  async findMany(where?: FindOptionsWhere<E>) { return this.repo.find({ where }); }
  async findPage(take: number, skip: number) { return this.repo.findAndCount({ take, skip }); }
}
=== src/repo.ts
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BaseRepo } from './base';
import { Item } from './item';
export abstract class ItemRepo { abstract all(): Promise<Item[]>; abstract some(n: number): Promise<any>; }
@Injectable()
export class SqlItemRepo extends BaseRepo<Item> implements ItemRepo {
  constructor(ds: DataSource) { super(ds.getRepository(Item)); }
  all() { return this.findMany({}); }
  async some(n: number) { const [rows] = await this.findPage(n, 0); return rows; }
}
=== src/items.controller.ts
import { Controller, Get, Query } from '@nestjs/common';
import { ItemRepo } from './repo';
@Controller('items')
export class ItemsController {
  constructor(private readonly items: ItemRepo) {}
  @Get('all') all() { return this.items.all(); }
  @Get('some') some(@Query('n') n = 10) { return this.items.some(n); }
}
""",
    "javascript: Nest, routes of a base class": """
=== package.json
{"name": "shop", "dependencies": {"@nestjs/common": "10", "@nestjs/core": "10", "typeorm": "0.3", "@nestjs/typeorm":"10", "mongoose": "7", "@nestjs/mongoose": "10", "@prisma/client": "5", "@nestjs/cqrs": "10"}}
=== src/main.ts
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
async function bootstrap() { const app = await NestFactory.create(AppModule); await app.listen(3000); }
bootstrap();
=== src/item.ts
import { Entity, PrimaryGeneratedColumn, Column } from 'typeorm';
@Entity()
export class Item { @PrimaryGeneratedColumn() id: number; @Column() name: string; }
=== src/app.module.ts
import { Module } from '@nestjs/common';
import { ItemsController } from './items.controller';
import { ItemsService } from './items.service';
import { PrismaService } from './prisma.service';
@Module({ controllers: [ItemsController], providers: [ItemsService, PrismaService] })
export class AppModule {}
=== src/prisma.service.ts
import { Injectable, OnModuleInit } from '@nestjs/common';
import { PrismaClient } from '@prisma/client';
@Injectable()
export class PrismaService extends PrismaClient implements OnModuleInit { async onModuleInit() { await this.$connect(); } }
=== src/items.service.ts
import { Injectable } from '@nestjs/common';
import { PrismaService } from './prisma.service';
@Injectable()
export class ItemsService {
  constructor(private prisma: PrismaService) {}
  async findAll() { return this.prisma.item.findMany(); }
  async findPage(n: number) { const args = { take: n, skip: 0 }; return this.prisma.$transaction([this.prisma.item.findMany(args), this.prisma.item.count()]); }
}
=== src/crud.ts
import { Get, Query } from '@nestjs/common';
export interface Crud { findAll(): Promise<any[]>; findPage(n: number): Promise<any>; }
export abstract class CrudController {
  protected abstract service: Crud;
  @Get('all') all() { return this.service.findAll(); }
  @Get('some') some(@Query('n') n = 20) { return this.service.findPage(n); }
}
=== src/items.controller.ts
import { Controller } from '@nestjs/common';
import { CrudController } from './crud';
import { ItemsService } from './items.service';
@Controller('items')
export class ItemsController extends CrudController { constructor(protected readonly service: ItemsService) { super(); } }
""",
    "javascript: fastify.decorate": """
=== package.json
{"name": "shop", "dependencies": {"fastify": "4", "fastify-plugin": "4", "knex": "2", "pg": "8", "koa": "2", "@koa/router": "12", "hono": "4", "drizzle-orm": "0.30", "@fastify/postgres": "5"}}
=== src/handlers.ts
import { FastifyRequest, FastifyReply } from 'fastify';
export async function all(request: FastifyRequest, reply: FastifyReply) { const rows = await request.server.items.all(); return reply.send(rows); }
export async function some(this: any, request: FastifyRequest, reply: FastifyReply) { return this.items.some(5); }
=== src/app.ts
import Fastify from 'fastify';
import knex from 'knex';
import { all, some } from './handlers';
const db = knex({});
const makeItems = (k) => ({ all: () => k.select().from('items'), some: (n) => k.select().from('items').limit(n) });
const app = Fastify();
app.decorate('items', makeItems(db));
app.get('/items/all', all);
app.get('/items/some', { handler: some });
app.listen({ port: 1 });
""",
    "go: gin.Context.Set and MustGet": """
=== go.mod
module example.com/shop

go 1.22

require (
	github.com/gin-gonic/gin v1.9.0
	gorm.io/gorm v1.25.0
	github.com/jmoiron/sqlx v1.3.5
	github.com/jackc/pgx/v5 v5.5.0
	go.mongodb.org/mongo-driver v1.12.0
	github.com/labstack/echo/v4 v4.11.0
	github.com/go-chi/chi/v5 v5.0.0
)
=== models/item.go
package models

type Item struct {
	ID   uint   `json:"id" db:"id"`
	Name string `json:"name" db:"name"`
}
=== main.go
package main

import (
	"example.com/shop/models"
	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

func withDB(db *gorm.DB) gin.HandlerFunc {
	return func(c *gin.Context) { c.Set("db", db); c.Set("store", &Store{db}); c.Next() }
}

type Store struct{ db *gorm.DB }

func (s *Store) Some(n int) []models.Item { var out []models.Item; s.db.Limit(n).Find(&out); return out }
func all(c *gin.Context) {
	db := c.MustGet("db").(*gorm.DB)
	var items []models.Item
	db.Find(&items)
	c.JSON(200, gin.H{"data": items})
}
func some(c *gin.Context) {
	s := c.MustGet("store").(*Store)
	c.JSON(200, s.Some(10))
}
func main() {
	db, _ := gorm.Open(nil)
	r := gin.Default()
	r.Use(withDB(db))
	r.GET("/items/all", all)
	r.GET("/items/some", some)
	r.Run()
}
""",
    "go: context.WithValue": """
=== go.mod
module example.com/shop

go 1.22

require (
	github.com/gin-gonic/gin v1.9.0
	gorm.io/gorm v1.25.0
	github.com/jmoiron/sqlx v1.3.5
	github.com/jackc/pgx/v5 v5.5.0
	go.mongodb.org/mongo-driver v1.12.0
	github.com/labstack/echo/v4 v4.11.0
	github.com/go-chi/chi/v5 v5.0.0
)
=== models/item.go
package models

type Item struct {
	ID   uint   `json:"id" db:"id"`
	Name string `json:"name" db:"name"`
}
=== main.go
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"net/http"
	"github.com/go-chi/chi/v5"
	"example.com/shop/models"
)

type key struct{}
type Store struct{ db *sql.DB }

func (s *Store) list(ctx context.Context, q string, args ...any) ([]models.Item, error) {
	rows, err := s.db.QueryContext(ctx, q, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var items []models.Item
	for rows.Next() {
		var it models.Item
		if err := rows.Scan(&it.ID, &it.Name); err != nil {
			return nil, err
		}
		items = append(items, it)
	}
	return items, rows.Err()
}
func (s *Store) All(ctx context.Context) ([]models.Item, error) { return s.list(ctx, "SELECT id, name FROM items") }
func (s *Store) Some(ctx context.Context, n int) ([]models.Item, error) {
	return s.list(ctx, "SELECT id, name FROM items LIMIT ?", n)
}
func withStore(s *Store) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, s)))
		})
	}
}
func storeFrom(ctx context.Context) *Store { return ctx.Value(key{}).(*Store) }
func all(w http.ResponseWriter, r *http.Request) { items, _ := storeFrom(r.Context()).All(r.Context()); json.NewEncoder(w).Encode(items) }
func some(w http.ResponseWriter, r *http.Request) {
	s := r.Context().Value(key{}).(*Store)
	items, _ := s.Some(r.Context(), 10)
	json.NewEncoder(w).Encode(items)
}
func main() {
	db, _ := sql.Open("x", "y")
	r := chi.NewRouter()
	r.Use(withStore(&Store{db}))
	r.Get("/items/all", all)
	r.Get("/items/some", some)
	http.ListenAndServe(":1", r)
}
""",
    "javascript: a query that a closure returns": """
=== package.json
{"name": "shop", "dependencies": {"express": "4", "knex": "2"}}
=== db.js
const knex = require('knex');
module.exports = knex({ client: 'pg' });
=== app.js
const express = require('express');
const db = require('./db');
const make = (db) => {
  const table = () => db('items');
  const some = (limit) => table().select('*').limit(limit);
  const all = () => table().select();
  return { all, some };
};
const r = make(db);
const app = express();
app.get('/items/all', async (req, res) => res.json(await r.all()));
app.get('/items/some', async (req, res) => res.json(await r.some(10)));
app.listen(1);
""",
    "javascript: a query that a function returns": """
=== package.json
{"name": "shop", "dependencies": {"express": "4", "knex": "2"}}
=== db.js
const knex = require('knex');
module.exports = knex({ client: 'pg' });
=== app.js
const express = require('express');
const db = require('./db');
const table = () => db('items');
const some = (limit) => table().select('*').limit(limit);
const all = () => table().select();
const app = express();
app.get('/items/all', async (req, res) => res.json(await all()));
app.get('/items/some', async (req, res) => res.json(await some(10)));
app.listen(1);
""",
}


@pytest.mark.parametrize("project", LINKS.values(), ids=LINKS)
def test_links_between_routes_and_stores(tmp_path: Path, project: str) -> None:
    write(tmp_path, project)
    found = {row.found.path: row.facts["paginated"] for row in rows_of(read_backend(tmp_path, [tmp_path], []))}
    all, some = (next((path for path in found if path.endswith(end)), "") for end in ("/all", "/some"))
    assert (found.get(all), found.get(some)) == (False, True)
