const express = require('express');
const _ = require('lodash');
const Joi = require('joi');
const User = require('./models/user');
const { Order, sequelize } = require('./models');
const knex = require('./knex');

const router = express.Router();
const schema = Joi.object({ name: Joi.string() });

router.post('/users', async (req, res) => {
  // pedantic: mass-assignment
  const user = await User.create(req.body);
  res.status(201).json(user);
});

router.post('/users/new', async (req, res) => {
  // pedantic: mass-assignment
  const user = new User(req.body);
  await user.save();
  res.json(user);
});

router.put('/users/:id', async (req, res) => {
  // pedantic: mass-assignment
  await User.findByIdAndUpdate(req.params.id, req.body, { new: true });
  // pedantic: mass-assignment
  await User.updateOne({ _id: req.params.id }, { $set: req.body });
  // pedantic: mass-assignment
  // ok: nosql-injection
  await Order.update(req.body, { where: { id: req.params.id } });
  res.end();
});

router.patch('/users/:id', async (req, res) => {
  const user = await User.findById(req.params.id);
  // pedantic: mass-assignment
  Object.assign(user, req.body);
  await user.save();
  res.json(user);
});

router.patch('/orders/:id', async (req, res) => {
  const order = await Order.findByPk(req.params.id);
  // pedantic: mass-assignment
  await order.update(req.body);
  const changes = { ...req.body, updatedBy: req.user.id };
  // pedantic: mass-assignment
  await Order.create(changes);
  const { id, ...rest } = req.body;
  // pedantic: mass-assignment
  await Order.create({ ...rest });
  // pedantic: mass-assignment
  await knex('orders').insert(req.body);
  // pedantic: mass-assignment
  await knex('orders').where({ id: req.params.id }).update(req.body);
  res.end();
});

router.post('/collection', async (request, response) => {
  // pedantic: mass-assignment
  await db.collection('users').insertOne(request.body);
  response.end();
});

router.post('/safe', async (req, res) => {
  const { name, email } = req.body;
  // ok: mass-assignment
  await User.create({ name, email });
  // ok: mass-assignment
  await User.create({ name: req.body.name, owner: req.user.id });
  // ok: mass-assignment
  await User.create(_.pick(req.body, ['name', 'email']));
  // ok: mass-assignment
  await User.updateOne({ _id: req.params.id }, { $set: { name, email } });
  // ok: mass-assignment
  // ok: nosql-injection
  await Order.update({ status: req.body.status }, { where: { id: req.params.id } });
  // ok: mass-assignment
  await knex('orders').insert({ name });
  // ok: mass-assignment
  await userService.create(req.body);
  // ok: mass-assignment
  const copy = Object.assign({}, req.body);
  res.json(copy);
});

router.post('/parsed', async (req, res) => {
  const { error, value } = schema.validate(req.body);
  if (error) return res.status(400).end();
  // ok: mass-assignment
  await User.create(value);
  // ok: mass-assignment
  await User.create(req.body);
  res.end();
});

const front = schema;
router.post('/front', validate(front), async (req, res) => {
  // ok: mass-assignment
  await User.create(req.body);
  res.end();
});

module.exports = router;
