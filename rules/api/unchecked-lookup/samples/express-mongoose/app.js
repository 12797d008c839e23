const express = require('express')
const mongoose = require('mongoose')
const { findArticle, requireArticle } = require('./articles')

const User = mongoose.model('User', new mongoose.Schema({ name: String, email: String }))
const app = express()

app.get('/users/:id', async (req, res) => {
  // ruleid: unchecked-lookup
  const user = await User.findById(req.params.id)
  res.json(user)
})

app.patch('/users/:id', async (req, res) => {
  // ruleid: unchecked-lookup
  const user = await User.findById(req.params.id)
  user.name = req.body.name
  await user.save()
  res.json({ ok: true })
})

app.get('/then/:id', (req, res, next) => {
  // ruleid: unchecked-lookup
  User.findById(req.params.id).then((user) => res.json({ name: user.name })).catch(next)
})

app.post('/names', async (req, res) => {
  const { email } = req.body
  // ruleid: unchecked-lookup
  const { name } = await User.findOne({ email })
  res.json({ name })
})

app.put('/users/:id', async (req, res) => {
  // ruleid: unchecked-lookup
  const user = await User.findByIdAndUpdate(req.params.id, req.body, { new: true })
  res.json({ data: user })
})

app.get('/checked/:id', async (req, res) => {
  // ok: unchecked-lookup
  const user = await User.findById(req.params.id).lean()
  if (!user) return res.status(404).json({ error: 'no such user' })
  res.json(user)
})

app.get('/optional/:id', async (req, res) => {
  // ok: unchecked-lookup
  const user = await User.findById(req.params.id)
  res.json({ name: user?.name ?? 'nobody' })
})

app.get('/or-fail/:id', async (req, res) => {
  // ok: unchecked-lookup
  const user = await User.findById(req.params.id).orFail()
  res.json(user)
})

app.patch('/changed/:id', async (req, res) => {
  // ok: unchecked-lookup
  const changed = await User.findOneAndUpdate({ _id: req.params.id }, { $set: { name: 'x' } }, { new: true })
    .lean()
    .exec()
  if (!changed) return res.status(404).json({ error: 'no such user' })
  res.json({ name: changed.name })
})

app.put('/settings/:id', async (req, res) => {
  // ok: unchecked-lookup
  const settings = await User.findOneAndUpdate({ email: req.params.id }, { $set: { name: 'x' } }, { upsert: true, new: true }).exec()
  res.json({ name: settings.name })
})

app.delete('/gone/:id', async (req, res) => {
  // ok: unchecked-lookup
  const gone = await User.findOneAndDelete({ _id: req.params.id }).exec()
  if (!gone) throw new Error('no such user')
  res.json({ name: gone.name })
})

app.delete('/gone-unseen/:id', async (req, res) => {
  // ruleid: unchecked-lookup
  const gone = await User.findOneAndDelete({ _id: req.params.id }).exec()
  res.json({ name: gone.name })
})

app.get('/both/:id', async (req, res) => {
  // ok: unchecked-lookup
  const user = await User.findById(req.params.id)
  if (user && user.name) res.json(user)
  else res.sendStatus(404)
})

app.get('/articles/:slug', async (req, res) => {
  // ruleid: unchecked-lookup
  const article = await findArticle(req.params.slug)
  res.json({ title: article.title })
})

app.get('/safe-articles/:slug', async (req, res) => {
  // ok: unchecked-lookup
  const article = await requireArticle(req.params.slug)
  res.json({ title: article.title })
})

app.post('/users', async (req, res) => {
  // ok: unchecked-lookup
  const taken = await User.findOne({ email: req.body.email })
  if (taken) return res.status(409).end()
  res.status(201).json(await User.create(req.body))
})

app.get('/several/:id', async (req, res) => {
  // ruleid: unchecked-lookup
  const [user, total] = await Promise.all([User.findById(req.params.id), User.countDocuments()])
  res.json({ name: user.name, total })
})

app.get('/me', async (req, res) => {
  // ok: unchecked-lookup
  const me = await User.findById(req.user.id)
  res.json(me)
})

app.listen(3000)
