const express = require('express');
const mongoose = require('mongoose');

const Book = mongoose.model('Book', new mongoose.Schema({ title: String }));
const Visit = mongoose.model('Visit', new mongoose.Schema({ at: Date }));
const app = express();
// ruleid: side-effect-in-get
app.get('/books/:id/remove', async (req, res) => {
  await Book.deleteOne({ _id: req.params.id });
  res.redirect('/books');
});
// ok: side-effect-in-get
app.get('/books/:id', async (req, res) => {
  await Visit.create({ at: new Date() });
  res.json(await Book.findById(req.params.id));
});
// ok: side-effect-in-get
app.post('/books', async (req, res) => res.status(201).json(await Book.create({ title: String(req.body.title) })));
