const express = require('express');
const mongoose = require('mongoose');

const app = express();
const Book = mongoose.model('Book', new mongoose.Schema({ title: String }));

app.get('/books', async (req, res) => {
  res.json(await Book.find({ title: req.query.title }).skip(Math.max(Number(req.query.offset) || 0, 0)).limit(Math.min(Math.max(Number(req.query.limit) || 20, 1), 100)).sort('title'));
});

// Nothing of the request is at hand here.
const all = () => Book.find();
app.get('/all', async (req, res) => {
  res.json(await all());
});
