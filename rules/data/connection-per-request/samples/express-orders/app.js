const express = require('express');
const mongoose = require('mongoose');
const { Pool, Client } = require('pg');
const { createClient } = require('redis');
const { PrismaClient } = require('@prisma/client');
const db = require('./db');

const app = express();
// ok: connection-per-request
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

app.get('/v1/orders', async (req, res) => {
  // ruleid: connection-per-request
  const prisma = new PrismaClient();
  res.json(await prisma.order.findMany({ take: 50 }));
});

app.get('/v2/orders', async (req, res) => {
  const { rows } = await pool.query('SELECT id FROM orders LIMIT 50');
  res.json(rows);
});

app.get('/v3/orders', async (req, res) => {
  // ruleid: connection-per-request
  const client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const { rows } = await client.query('SELECT id FROM orders LIMIT 50');
  await client.end();
  res.json(rows);
});

app.post('/v1/users', async (req, res) => {
  // ruleid: connection-per-request
  await mongoose.connect(process.env.MONGO_URL);
  res.status(201).json(await mongoose.model('User').create({ name: req.body.name }));
});

app.get('/v1/users', async (req, res) => {
  await db.connectOnce();
  res.json(await mongoose.model('User').find().select('name').limit(50));
});

app.get('/v1/hits', async (req, res) => {
  const client = await db.cache();
  res.json({ hits: await client.incr('hits') });
});

app.get('/v2/hits', async (req, res) => {
  const client = db.cached();
  res.json({ hits: await client.incr('hits') });
});

app.get('/v1/events', async (req, res) => {
  // ok: connection-per-request
  const listener = createClient({ url: process.env.REDIS_URL });
  await listener.connect();
  await listener.subscribe('events', (message) => res.write(`data: ${message}\n\n`));
  req.on('close', () => listener.quit());
});

app.post('/v1/sources/test', async (req, res) => {
  const { host, user, password } = req.body;
  // ok: connection-per-request
  const client = new Client({ host, user, password });
  await client.connect();
  res.json({ ok: true });
});

app.listen(3000);
