const express = require('express');
const bcrypt = require('bcrypt');
const { User, MailServer } = require('./models');
const pool = require('./pool');

const app = express();

app.post('/register', async (req, res) => {
  const { email, password } = req.body;
  // ruleid: plaintext-password
  await User.create({ email: String(email), password });
  // ruleid: plaintext-password
  const user = new User({ email: String(email), password: req.body.password });
  // ruleid: plaintext-password
  user.password = password;
  const hashed = await bcrypt.hash(password, 12);
  // ok: plaintext-password
  await User.create({ email: String(email), password: hashed });
  // ok: plaintext-password
  user.password = await bcrypt.hash(password, 12);
  // ok: plaintext-password
  await MailServer.create({ host: String(req.body.host), password });
  // ruleid: plaintext-password
  await pool.query('INSERT INTO users (email, password) VALUES ($1, $2)', [email, password]);
  // ok: plaintext-password
  await pool.query('INSERT INTO users (email, password) VALUES ($1, $2)', [email, hashed]);
  res.status(201).end();
});

app.post('/login', async (req, res) => {
  const email = String(req.body.email);
  const password = String(req.body.password);
  // ruleid: plaintext-password
  const found = await User.findOne({ where: { email, password } });
  const user = await User.findOne({ where: { email } });
  // ruleid: plaintext-password
  // ruleid: timing-unsafe-comparison
  if (user.password === password) {
    return res.json(found);
  }
  // ok: plaintext-password
  if (await bcrypt.compare(password, user.password)) {
    return res.json(user);
  }
  // ok: plaintext-password
  // ruleid: timing-unsafe-comparison
  if (generatePassword(password, user.salt) === user.password) {
    return res.json(user);
  }
  // ruleid: plaintext-password
  const { rows } = await pool.query('SELECT id FROM users WHERE email = $1 AND password = $2', [email, password]);
  // ok: plaintext-password
  if (req.body.password !== req.body.confirmPassword) {
    return res.status(422).json(rows);
  }
  return res.status(401).end();
});

app.post('/members', async (req, res) => {
  const { email, password } = req.body;
  // ruleid: plaintext-password
  const member = { email: String(email), password };
  await app.locals.db.collection('users').insertOne(member);
  // ok: plaintext-password
  const server = { host: String(req.body.host), password };
  await app.locals.servers.insertOne(server);
  const usersCol = app.locals.db.collection('users');
  // ruleid: plaintext-password
  const other = { email: String(email), password };
  await usersCol.insert(other);
  res.status(201).end();
});
