const express = require('express');
const mongoose = require('mongoose');
const bcrypt = require('bcrypt');
const { z } = require('zod');
const User = require('./models/user');
const Product = mongoose.model('Product');

const router = express.Router();
const Login = z.object({ email: z.string().email(), password: z.string() });

router.post('/login', async (req, res) => {
  // ruleid: nosql-injection
  // ruleid: plaintext-password
  const user = await User.findOne({ username: req.body.username, password: req.body.password });
  const { email, password } = req.body;
  // ruleid: nosql-injection
  // ruleid: plaintext-password
  const other = await User.findOne({ email, password });
  // ruleid: nosql-injection
  User.find({ email: email }, (err, docs) => res.json(docs));
  // ok: nosql-injection
  await User.findOne({ email: String(email) });
  // ok: nosql-injection
  await User.findOne({ email: email.toString() });
  // ok: nosql-injection
  await User.findOne({ email: { $eq: email } });
  // ok: nosql-injection
  await User.findOne({ email: `${email}` });
  // ok: nosql-injection
  await User.findOne({ email: email.trim().toLowerCase() });
  // ok: nosql-injection
  if (!(await bcrypt.compare(password, user.password))) return res.status(401).end();
  res.json({ user, other });
});

router.post('/login-checked', async (req, res) => {
  const input = Login.parse(req.body);
  // ok: nosql-injection
  const user = await User.findOne({ email: input.email });
  const parsed = Login.safeParse(req.body);
  // ok: nosql-injection
  await User.findOne({ email: parsed.data.email });
  if (typeof req.body.name !== 'string') {
    return res.status(400).end();
  }
  // ok: nosql-injection
  await User.findOne({ name: req.body.name });
  res.json(user);
});

router.get('/users', async (req, res) => {
  // ruleid: nosql-injection
  const users = await User.find(req.query);
  // ruleid: nosql-injection
  const filtered = await User.find({ ...req.query, active: true });
  const filter = {};
  if (req.query.role) filter.role = req.query.role;
  // ruleid: nosql-injection
  const n = await User.countDocuments(filter);
  // ok: nosql-injection
  const page = await User.find({ active: true }).skip(Number(req.query.skip)).limit(parseInt(req.query.limit, 10));
  const names = users.map((u) => u.name);
  // ok: nosql-injection
  const found = users.find((u) => u.name === req.query.name);
  res.json({ users, filtered, n, page, names, found });
});

router.get('/users/:id', async (req, res) => {
  // ok: nosql-injection
  const user = await User.findOne({ _id: req.params.id });
  // ok: nosql-injection
  const same = await User.findById(req.params.id);
  // ok: nosql-injection
  const third = await User.findOne({ _id: new mongoose.Types.ObjectId(req.query.id) });
  res.json(user || same || third);
});

router.put('/users/:id', async (req, res) => {
  // ok: nosql-injection
  await User.updateOne({ _id: req.params.id }, { $set: { name: String(req.body.name) } });
  // ruleid: nosql-injection
  await User.updateOne({ email: req.body.email }, { $set: { seen: true } });
  // ruleid: nosql-injection
  await User.findOneAndUpdate({ resetToken: req.body.token }, { password: 'x' });
  // ruleid: nosql-injection
  await User.deleteMany(req.body);
  res.end();
});

router.get('/search', async (req, res) => {
  // ruleid: nosql-injection
  const a = await Product.find({ $where: `this.name == '${req.query.name}'` });
  const code = "this.owner == '" + req.params.owner + "'";
  // ruleid: nosql-injection
  const b = await Product.find({ $where: code });
  // ruleid: nosql-injection
  const c = await Product.find().$where('this.price > ' + req.query.price);
  // ok: nosql-injection
  const d = await Product.find({ $where: 'this.stock < this.minimum' });
  // ok: nosql-injection
  const e = await Product.find({ price: { $gt: Number(req.query.price) } });
  // ruleid: nosql-injection
  const f = await Product.find({ name: { $regex: req.query.q, $options: 'i' } });
  const safe = req.query.q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  // ok: nosql-injection
  const g = await Product.find({ name: { $regex: safe, $options: 'i' } });
  // ruleid: nosql-injection
  const h = await Product.aggregate([{ $match: { category: req.body.category } }, { $limit: 10 }]);
  // ruleid: nosql-injection
  const i = await Product.aggregate(req.body.pipeline);
  res.json([a, b, c, d, e, f, g, h, i]);
});

async function byOwner(owner) {
  // ruleid: nosql-injection
  return Product.find({ $where: `this.owner == '${owner}'` });
}

module.exports = { router, byOwner };
