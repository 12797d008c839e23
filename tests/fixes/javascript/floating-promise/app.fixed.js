const express = require('express');
const mongoose = require('mongoose');

const app = express();
const User = mongoose.model('User', new mongoose.Schema({ name: String }));

app.post('/users', async (req, res, next) => {
  try {
    await User.create({ name: req.body.name }); // stored
    await User.deleteOne({ name: req.body.old });
    await Promise.all(req.body.friends.map(async (name) => {
      await User.create({ name });
    }));
    res.sendStatus(201);
  } catch (err) {
    next(err);
  }
});

// Nothing here can wait.
app.put('/users', (req, res) => {
  User.updateOne({ name: req.body.old }, { name: req.body.name });
  res.sendStatus(204);
});
