const express = require('express')
const fs = require('fs/promises')
const { pool } = require('./db')
const mailer = require('./mailer')
const logger = require('./logger')

const router = express.Router()
const noop = () => {}

router.post('/orders', async (req, res) => {
  try {
    await pool.query('INSERT INTO orders (total) VALUES ($1)', [req.body.total])
    // ruleid: swallowed-error
  } catch (err) {}
  // ruleid: swallowed-error
  mailer.send(req.body.email).catch(() => {})
  // ruleid: swallowed-error
  mailer.send(req.body.email).catch(function (err) {})
  // ruleid: swallowed-error
  mailer.send(req.body.email).catch(noop)
  // pedantic: swallowed-error
  await mailer.send(req.body.email).catch(_ => null)
  res.status(201).end()
})

router.get('/orders', async (req, res) => {
  let rows
  try {
    rows = await pool.query('SELECT id FROM orders LIMIT 50')
    // ruleid: swallowed-error
  } catch {
    // ignore
  }
  for (const row of rows) {
    try {
      // ruleid: sequential-await
      await mailer.send(row.email)
      // ruleid: swallowed-error
    } catch (e) {
      continue
    }
  }
  res.json(rows)
})

async function loadUser(id) {
  try {
    return await pool.query('SELECT id FROM users WHERE id = $1', [id])
    // ruleid: swallowed-error
  } catch (error) {
    return null
  }
}

router.delete('/orders/:id', async (req, res, next) => {
  try {
    await pool.query('DELETE FROM orders WHERE id = $1', [req.params.id])
    // ok: swallowed-error
  } catch (err) {
    next(err)
  }
  try {
    await mailer.send('gone')
    // ok: swallowed-error
  } catch (err) {
    // The order is gone already; a missing mail is not worth a 500.
  }
  // ok: swallowed-error
  mailer.send('gone').catch((err) => logger.warn({ err }, 'mail not sent'))
  // ok: swallowed-error
  mailer.send('gone').catch(() => {}) // best effort: the digest mails it again
})

router.post('/hook', async (req, res) => {
  const body = await fetch('https://api.example.com/x', { signal: AbortSignal.timeout(3000) })
  // ok: swallowed-error
  const data = await body.json().catch(() => ({}))
  let parsed = null
  try {
    parsed = JSON.parse(req.body.raw)
    // ok: swallowed-error
  } catch (e) {}
  // ok: swallowed-error
  await fs.unlink('/tmp/x').catch(() => {})
  try {
    await client.close()
    // ok: swallowed-error
  } catch (e) {}
  res.json({ data, parsed })
})

function isValidUrl(text) {
  try {
    return Boolean(new URL(text))
    // ok: swallowed-error
  } catch (e) {
    return false
  }
}

module.exports = { router, isValidUrl, loadUser }

function projected(coordinates) {
  try {
    return project(coordinates);
    // ok: swallowed-error
  } catch {}
}

async function rate(currency) {
  try {
    return fetchRate(currency);
    // ruleid: swallowed-error
  } catch {}
}
