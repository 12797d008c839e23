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
// ruleid: side-effect-in-get
app.get('/books/:id/archive', async (req, res) => {
  const book = await Book.findById(req.params.id);
  if (!book) return res.sendStatus(404);
  book.title = `${book.title} (archived)`;
  await book.save();
  res.json(book);
});
// ok: side-effect-in-get
app.get('/books/:id/page', async (req, res) => {
  const book = await Book.findById(req.params.id);
  if (!book) return res.sendStatus(404);
  book.views = book.views + 1;
  await book.save();
  res.json(book);
});
// Nothing in the path says that it changes something: what is made when it is first asked for.
// pedantic: side-effect-in-get
app.get('/settings/books', async (req, res) => {
  const found = await Book.findOne({ title: 'settings' });
  res.json(found ?? (await Book.create({ title: 'settings' })));
});
