const express = require('express');
const mongoose = require('mongoose');

const app = express();
const User = mongoose.model('User', new mongoose.Schema({ name: String }));

app.post('/users', async (req, res, next) => {
  try {
    User.create({ name: req.body.name }); // stored
    void User.deleteOne({ name: req.body.old });
    req.body.friends.forEach(async (name) => {
      await User.create({ name });
    });
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
