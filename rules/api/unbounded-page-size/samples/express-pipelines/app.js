const express = require('express')
const mongoose = require('mongoose')

const Note = mongoose.model('Note', new mongoose.Schema({ text: String, bookId: String }))
const app = express()

// ok: unbounded-page-size
app.get('/books/:bookId/notes', async (req, res) => {
  const pipeline = [{ $match: { bookId: req.params.bookId } }]
  pipeline.push({ $limit: 10 })
  res.json(await Note.aggregate(pipeline).exec())
})

// ok: unbounded-page-size
app.get('/notes/found', async (req, res) => {
  const stages = (id) => [{ $match: { bookId: id } }, { $limit: 10 }]
  res.json(await Note.aggregate(stages(req.query.bookId)).exec())
})

// ruleid: unbounded-page-size
app.get('/notes', async (req, res) => {
  const notes = await Note.find().limit(Number(req.query.limit))
  res.json(notes)
})

app.listen(3000)
