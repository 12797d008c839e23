const express = require('express');
const mongoose = require('mongoose');

const app = express();
const Book = mongoose.model('Book', new mongoose.Schema({ title: String }));

app.get('/books', async (req, res) => {
  const limit = Math.min(parseInt(req.query.limit, 10) || 20, 100);
  res.json(await Book.find({}).limit(limit));
});
