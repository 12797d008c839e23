const express = require('express')
const Joi = require('joi')
const { body, validationResult } = require('express-validator')
const { z } = require('zod')
const { Book } = require('./models')
const { createBook } = require('./book.service')
const validate = require('./validate')

const app = express()
app.use(express.json())
const NewBook = z.object({ title: z.string().max(200), pages: z.number().int() })
const newBook = Joi.object({ title: Joi.string().required(), pages: Joi.number() })

// ruleid: unvalidated-body
app.post('/books', async (req, res) => {
  const { title, pages } = req.body
  const book = await Book.create({ title, pages })
  res.status(201).json(book)
})

// ruleid: unvalidated-body
app.post('/service/books', async (req, res) => {
  res.status(201).json(await createBook(req.body.title, req.body.pages))
})

// ruleid: unvalidated-body
app.patch('/books/:id', async (req, res) => {
  const book = await Book.findByIdAndUpdate(req.params.id, { title: req.body.title })
  if (!book) return res.status(404).end()
  res.json(book)
})

// ok: unvalidated-body
app.post('/zod/books', async (req, res) => {
  const { title, pages } = NewBook.parse(req.body)
  res.status(201).json(await Book.create({ title, pages }))
})

// ok: unvalidated-body
app.post('/joi/books', validate(newBook), async (req, res) => {
  const { title, pages } = req.body
  res.status(201).json(await Book.create({ title, pages }))
})

// ok: unvalidated-body
app.post('/chain/books', body('title').isLength({ max: 200 }), async (req, res) => {
  if (!validationResult(req).isEmpty()) return res.status(400).end()
  res.status(201).json(await Book.create({ title: req.body.title }))
})

// ok: unvalidated-body
app.post('/checked/books', async (req, res) => {
  const { title } = req.body
  if (typeof title !== 'string') return res.status(400).json({ message: 'title' })
  res.status(201).json(await Book.create({ title }))
})

// ok: unvalidated-body
app.post('/books/:id/read', async (req, res) => {
  res.json(await Book.findByIdAndUpdate(req.params.id, { read: true }))
})

// What is looked for is not written.
// ok: unvalidated-body
app.patch('/seen/books', async (req, res) => {
  res.json(await Book.findOneAndUpdate({ _id: req.body.id }, { read: true }))
})

// ruleid: unvalidated-body
app.patch('/renamed/books', async (req, res) => {
  res.json(await Book.findOneAndUpdate({ _id: req.body.id }, { title: req.body.title }))
})

// ok: unvalidated-body
app.patch('/copied/books', async (req, res) => {
  const book = await Book.findOne({ _id: req.body.id }).lean()
  book.read = true
  res.json(await Book.findOneAndUpdate({ _id: book._id }, book, { new: true }))
})

app.listen(3000)
