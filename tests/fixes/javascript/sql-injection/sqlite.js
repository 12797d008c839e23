import express from 'express';
import Database from 'better-sqlite3';
import sqlite3 from 'sqlite3';

const lite = new Database('app.db');
const old = new sqlite3.Database('app.db');
const app = express();

app.get('/users', (req, res) => {
  const { name } = req.query;
  const one = lite.prepare(`SELECT id FROM users WHERE name = '${name}'`).get();
  lite.exec("DELETE FROM users WHERE name = '" + name + "'");
  lite.exec(`DELETE FROM users WHERE name = '${name}'; DELETE FROM logs`);
  old.all(`SELECT id FROM users WHERE name LIKE '%${name}%'`, [], (err, rows) => res.json({ err, rows, one }));
});
