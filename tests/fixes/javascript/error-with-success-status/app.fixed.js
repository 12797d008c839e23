const express = require('express');
const mongoose = require('mongoose');

const app = express();
const Order = mongoose.model('Order', new mongoose.Schema({ name: String }));

app.get('/orders/:id', async (req, res) => {
  try {
    const order = await Order.findById(req.params.id);
    if (!order) {
      return res.status(404).json({ error: 'no such order' });
    }
    return res.json(order);
  } catch (err) {
    return res.status(500).json({ success: false, message: 'failed' });
  }
});
