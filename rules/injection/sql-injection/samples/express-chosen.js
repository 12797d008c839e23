const express = require("express");
const util = require("util");
const { Pool } = require("pg");

const pool = new Pool();
const app = express();
const COLUMN_OF = new Map([["name", "last_name"]]);
const tables = { people: "people", teams: "teams" };

// What is found in a table of ours is ours, whoever chooses it.
app.get("/people", async (req, res) => {
  const { sort = "name", kind = "people" } = req.query;
  const columns = { name: "last_name", age: "age" };
  // ok: sql-injection
  const byObject = await pool.query(`SELECT id FROM people ORDER BY ${columns[sort] || "id"} LIMIT 10`);
  // ok: sql-injection
  const byMap = await pool.query(`SELECT id FROM people ORDER BY ${COLUMN_OF.get(sort) ?? "id"} LIMIT 10`);
  // ok: sql-injection
  const byTable = await pool.query(`SELECT id FROM ${tables[kind]} LIMIT 10`);
  // ruleid: sql-injection
  const byName = await pool.query(`SELECT id FROM people ORDER BY ${sort} LIMIT 10`);
  let name = req.query.name;
  if (1 + 1 === 2) {
    name = "fixed";
  }
  // ok: sql-injection
  const fixed = await pool.query(`SELECT id FROM people WHERE name = '${name}'`);
  // ruleid: sql-injection
  const formatted = await pool.query(util.format("SELECT id FROM people WHERE name = '%s'", req.query.name));
  res.json([byObject, byMap, byTable, byName, fixed, formatted]);
});
