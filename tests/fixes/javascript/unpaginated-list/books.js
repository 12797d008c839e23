const express = require('express');
const mongoose = require('mongoose');

const app = express();
const Book = mongoose.model('Book', new mongoose.Schema({ title: String }));

app.get('/books', async (req, res) => {
  res.json(await Book.find({ title: req.query.title }).sort('title'));
});

// Nothing of the request is at hand here.
const all = () => Book.find();
app.get('/all', async (req, res) => {
  res.json(await all());
});
