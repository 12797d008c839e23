const express = require('express')
const { z } = require('zod')
const { Book } = require('./models')
const { listBooks } = require('./service')

const app = express()
const Paging = z.object({
  page: z.coerce.number().min(1).default(1),
  limit: z.coerce.number().min(1).max(100).default(20),
})
const OpenPaging = z.object({
  page: z.coerce.number().min(1).default(1),
  limit: z.coerce.number().min(1).default(20),
})

// ruleid: unbounded-page-size
app.get('/books', async (req, res) => {
  const limit = parseInt(req.query.limit, 10) || 20
  res.json(await Book.find({}).limit(limit))
})

// ruleid: unbounded-page-size
app.get('/service/books', async (req, res) => {
  const { page = 1, limit = 20 } = req.query
  res.json(await listBooks({ page: Number(page), limit: Number(limit) }))
})

// ruleid: unbounded-page-size
app.get('/schema/books', async (req, res) => {
  const { limit } = OpenPaging.parse(req.query)
  res.json(await Book.find({}).limit(limit))
})

// ok: unbounded-page-size
app.get('/capped/books', async (req, res) => {
  const limit = Math.min(Number(req.query.limit) || 20, 100)
  res.json(await Book.find({}).limit(limit))
})

// ok: unbounded-page-size
app.get('/zod/books', async (req, res) => {
  const { limit } = Paging.parse(req.query)
  res.json(await Book.find({}).limit(limit))
})

// ok: unbounded-page-size
app.get('/ternary/books', async (req, res) => {
  const asked = Number(req.query.limit)
  const limit = asked > 100 ? 100 : asked
  res.json(await Book.find({}).limit(limit))
})

// ok: unbounded-page-size
app.get('/refused/books', async (req, res) => {
  const limit = Number(req.query.limit)
  if (Number.isNaN(limit) || limit > 100) {
    return res.status(400).json({ message: 'limit' })
  }
  res.json(await Book.find({}).limit(limit))
})

// ok: unbounded-page-size
app.get('/one/books', async (req, res) => {
  res.json(await Book.find({ author: req.query.author }).limit(20))
})

app.listen(3000)
