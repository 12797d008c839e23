const express = require('express');
const mongoose = require('mongoose');

const app = express();
const Order = mongoose.model('Order', new mongoose.Schema({ name: String }));

app.post('/orders', async (req, res) => {
  res.status(201).json(await Order.create({ name: req.body.name }));
});

app.delete('/orders/:id', async (req, res) => {
  await Order.deleteOne({ _id: req.params.id });
  res.sendStatus(200);
});

app.delete('/old/:id', async (req, res) => {
  await Order.deleteOne({ _id: req.params.id });
  res.status(204).json({ deleted: true });
});
