const express = require('express')
const { ZodError } = require('zod')
const createError = require('http-errors')
const { pool } = require('./db')
const logger = require('./logger')
const { AppError } = require('./errors')

const app = express()
const router = express.Router()

router.post('/orders', async (req, res, next) => {
  try {
    res.status(201).json(await pool.query('INSERT INTO orders (total) VALUES ($1)', [req.body.total]))
  } catch (err) {
    logger.error(err)
    // ruleid: leaked-error-detail
    res.status(500).json({ error: err.message })
  }
})

router.get('/orders', (req, res) => {
  pool.query('SELECT id FROM orders LIMIT 10', (error, rows) => {
    if (error) {
      // ruleid: leaked-error-detail
      return res.status(500).send(error)
    }
    // ok: leaked-error-detail
    res.json(rows)
  })
})

router.get('/orders/:id', (req, res) => {
  pool
    .query('SELECT id FROM orders WHERE id = $1', [req.params.id])
    .then((row) => res.json(row))
    // ruleid: leaked-error-detail
    .catch((err) => res.status(500).json({ message: 'failed: ' + err.message }))
})

router.put('/orders/:id', async (req, res) => {
  try {
    await pool.query('UPDATE orders SET total = $1 WHERE id = $2', [req.body.total, req.params.id])
    res.sendStatus(204)
  } catch (e) {
    const text = `update failed: ${e}`
    // ruleid: leaked-error-detail
    res.status(400).send(text)
  }
})

router.delete('/orders/:id', function (req, res) {
  pool.query('DELETE FROM orders WHERE id = $1', [req.params.id], function (err) {
    // ruleid: leaked-error-detail
    if (err) return res.end(err.stack)
    res.sendStatus(204)
  })
})

router.patch('/orders/:id', async (req, res, next) => {
  try {
    await pool.query('UPDATE orders SET total = $1 WHERE id = $2', [req.body.total, req.params.id])
  } catch (err) {
    if (err instanceof ZodError) {
      // ok: leaked-error-detail
      return res.status(400).json({ error: err.message })
    }
    if (err.code === '23505') {
      // ok: leaked-error-detail
      return res.status(409).json({ error: 'duplicate' })
    }
    // ok: leaked-error-detail
    next(err)
  }
})

router.get('/me', async (req, res) => {
  try {
    res.json(await verify(req))
  } catch (err) {
    // ok: leaked-error-detail
    logger.warn({ message: err.message })
    // ok: leaked-error-detail
    res.status(401).json({ error: 'not signed in' })
  }
})

router.get('/report', async (req, res, next) => {
  try {
    res.json(await report())
  } catch (err) {
    // ruleid: leaked-error-detail
    next(createError(500, err.message))
  }
})

app.use((err, req, res, next) => {
  const status = err.status || 500
  // ruleid: leaked-error-detail
  res.status(status).json({ message: err.message, stack: err.stack })
})

app.use(function (err, req, res, next) {
  const body = { message: 'internal error' }
  if (process.env.NODE_ENV === 'development') {
    body.stack = err.stack
  }
  // ok: leaked-error-detail
  res.status(500).json(body)
})

app.use((err, req, res, next) => {
  // ok: leaked-error-detail
  res.status(500).json({ message: process.env.NODE_ENV === 'production' ? 'internal error' : err.message })
})

app.use((err, req, res, next) => {
  if (err instanceof AppError) {
    // ok: leaked-error-detail
    return res.status(err.statusCode).json({ message: err.message, code: err.code })
  }
  logger.error({ err }, 'unexpected')
  // ok: leaked-error-detail
  return res.status(500).json({ message: 'internal error', code: err.code })
})

app.use((err, req, res, next) => {
  // ok: leaked-error-detail
  res.status(422).json({ errors: err.errors })
})

module.exports = app
