"""JavaScript and TypeScript: the ways that input takes over files, by what functions are kept in and exported as."""

from __future__ import annotations

import textwrap

import pytest

from samples import review_tree

PROJECT = """
=== tsconfig.json
{"compilerOptions": {"baseUrl": ".", "paths": {"@lib/*": ["lib/*"]}}}
=== package.json
{"dependencies": {"express": "4", "pg": "8"}}
=== server.ts
import express, { Request, Response } from 'express';
import runReport, { helper as renamed } from '@lib/report';
import * as store from './lib/store';
import { users, Users } from './lib';
import { container } from './lib/container';
import { Base } from './lib/base';
import { connect } from 'some-clients';
import { follow } from './lib/clients';
const { logged } = require('./lib/logged');

const app = express();
app.get('/default', async (req, res) => res.json(await runReport(req.query.name as string)));
app.get('/renamed', async (req, res) => res.json(await renamed(String(req.query.name))));
app.get('/parts', async (req, res) => res.json(await store.find({ name: req.query.name, limit: 10 })));
app.get('/singleton', async (req, res) => res.json(await users.named(req.query.name as string)));
app.get('/static', async (req, res) => res.json(await Users.all(req.query.order as string)));
app.get('/container', async (req, res) => res.json(await container.reports.run(req.query.name)));
app.get('/logged', async (req, res) => res.json(await logged(req.query.name)));
class Child extends Base {
  async handle(req: Request, res: Response) {
    res.json(await this.execute(req.query.table as string));
  }
}
const child = new Child();
app.get('/inherited', (req, res) => child.handle(req, res));
app.post('/settings', async (req, res) => {
  const client = connect();
  client.settings = req.body;
  res.json(await follow(client));
});
app.get('/match', async (req, res) => res.json(await store.matching({ name: req.query.name, limit: 10 })));
app.post('/match', async (req, res) => res.json(await store.matchingAny(req.body)));
app.listen(3000);
=== lib/clients.ts
import { pool } from './pool';
export async function follow(client: any) {
  const rows = await client.getMessages();
  await pool.query('SELECT * FROM items WHERE id = ' + rows[0].id);
  return pool.query('SELECT * FROM items WHERE id = ' + client.settings.id); // reached
}
=== lib/index.ts
export * from './users';
=== lib/pool.ts
import { Pool } from 'pg';
export const pool = new Pool();
=== lib/users.ts
import { pool } from './pool';
export class Users {
  constructor(private readonly table: string) {}
  named(name: string) {
    return pool.query(`SELECT * FROM ${this.table} WHERE name = '${name}'`); // reached
  }
  static all(order: string) {
    return pool.query('SELECT * FROM users ORDER BY ' + order); // reached
  }
}
export const users = new Users('users');
=== lib/report.ts
import { pool } from './pool';
export default async function (name: string) {
  return pool.query("SELECT * FROM reports WHERE name = '" + name + "'"); // reached
}
const helper = async (name: string) => {
  return pool.query("SELECT * FROM reports WHERE title = '" + name + "'"); // reached
};
export { helper };
=== lib/store.ts
import { pool } from './pool';
export async function find({ name, limit = 5 }: { name: any; limit: number }) {
  await pool.query(`SELECT * FROM items LIMIT ${limit}`);
  return pool.query(`SELECT * FROM items WHERE name = '${name}'`); // reached
}
export async function matching(match: any) {
  let sql = 'SELECT * FROM items WHERE true';
  Object.entries(match).forEach(([key, value]) => {
    sql += ` AND ${key} = ?`;
  });
  await pool.query(sql, Object.values(match));
  for (const [key, value] of Object.entries(match)) {
    await pool.query(`SELECT * FROM items WHERE ${key} = ?`, [value]);
    await pool.query(`SELECT * FROM items WHERE name = '${value}'`); // reached
  }
  return pool.query('SELECT ' + Object.keys(match).join(', ') + ' FROM items');
}
export async function matchingAny(match: any) {
  Object.entries(match).forEach(async ([key, value]) => {
    await pool.query(`SELECT * FROM items WHERE ${key} = ?`, [value]); // reached
  });
  return pool.query('SELECT ' + Object.keys(match).join(', ') + ' FROM items'); // reached
}
=== lib/container.ts
import { Pool } from 'pg';
class Reports {
  constructor(private pool: Pool) {}
  run(name: any) {
    const sql = ['SELECT * FROM reports', `WHERE name = '${name}'`].join(' ');
    return this.pool.query(sql); // reached
  }
}
export const container = { reports: new Reports(new Pool()) };
=== lib/base.ts
import { pool } from './pool';
export abstract class Base {
  protected async execute(table: string) {
    return pool.query('SELECT * FROM ' + table); // reached
  }
}
=== lib/logged.js
const { pool } = require('./pool');
exports.logged = (name) => pool.query(`SELECT * FROM logs WHERE name = '${name}'`); // reached
"""


def test_input_is_followed_to_what_is_exported(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("project")
    wanted = set()
    for part in PROJECT.split("\n=== ")[1:]:
        name, _, text = part.partition("\n")
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        wanted |= {(name, line) for line, row in enumerate(text.splitlines(), 1) if "// reached" in row}
    found = review_tree(folder, ["sql-injection"]).findings
    ways = {(finding.path, finding.start.line): finding.trace for finding in found if len(finding.trace) > 1}
    assert ways.keys() == wanted
    assert {way[0].path for way in ways.values()} == {"server.ts"}
    assert [step.message for step in ways["lib/logged.js", 2]] == [
        "input enters: req.query",
        "handed to `logged`",
        "used here",
    ]
