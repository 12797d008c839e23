const express = require('express')
const mongoose = require('mongoose')
const { User, Audit } = require('./models')
const { record, recordSafely, recordLater } = require('./audit')

const app = express()
app.use(express.json())

app.post('/users', async (req, res, next) => {
  try {
    const user = new User(req.body)
    // ruleid: floating-promise
    user.save()
    // ruleid: floating-promise
    record('created', user.id)
    // ok: floating-promise
    recordSafely('created', user.id)
    // ok: floating-promise
    record('created', user.id).catch((err) => req.log.error(err))
    // ok: floating-promise
    void recordLater(user.id).then(() => 1, () => 2)
    res.status(201).json({ id: user.id })
  } catch (err) {
    next(err)
  }
})

app.put('/users/:id', async (req, res, next) => {
  try {
    // ok: floating-promise
    await User.updateOne({ _id: req.params.id }, { name: req.body.name })
    // ruleid: floating-promise
    void record('updated', req.params.id)
    // ruleid: floating-promise
    Audit.create({ what: 'updated' }).then(() => res.sendStatus(204))
  } catch (err) {
    next(err)
  }
})

app.post('/users/import', async (req, res, next) => {
  try {
    // ruleid: floating-promise
    req.body.users.forEach(async (item) => {
      await User.create(item)
    })
    // ok: floating-promise
    await Promise.all(req.body.users.map((item) => User.create(item)))
    res.sendStatus(202)
  } catch (err) {
    next(err)
  }
})

app.delete('/users/:id', (req, res, next) => {
  // ok: floating-promise
  User.deleteOne({ _id: req.params.id }).then(() => res.sendStatus(204)).catch(next)
})

app.delete('/audits/:id', (req, res) => {
  // ok: floating-promise
  Audit.deleteOne({ _id: req.params.id }, (err) => res.sendStatus(err ? 500 : 204))
})

app.post('/users/:id/merge', async (req, res, next) => {
  const session = await mongoose.startSession()
  try {
    // ok: floating-promise
    session.startTransaction()
    // ok: floating-promise
    await User.deleteOne({ _id: req.body.other }, { session })
    // ruleid: floating-promise
    User.updateOne({ _id: req.params.id }, { merged: true }, { session })
    // ok: floating-promise
    await session.commitTransaction()
    res.sendStatus(204)
  } catch (err) {
    await session.abortTransaction()
    next(err)
  } finally {
    await session.endSession()
  }
})

app.listen(3000)
