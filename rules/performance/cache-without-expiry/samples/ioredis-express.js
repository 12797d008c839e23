const express = require('express')
const Redis = require('ioredis')
const { createClient } = require('redis')

const app = express()
const redis = new Redis()
const client = createClient({ url: process.env.REDIS_URL })
const local = new Map()
const cache = new Map()

app.get('/users/:id', async (req, res) => {
  const user = JSON.stringify({ id: req.params.id })
  // ruleid: cache-without-expiry
  await redis.set(`user:${req.params.id}`, user)
  // ok: cache-without-expiry
  await redis.set(`user:${req.params.id}`, user, 'EX', 300)
  // ok: cache-without-expiry
  await redis.setex(`user:${req.params.id}`, 300, user)
  // ok: cache-without-expiry
  local.set(req.params.id, user)
  // ok: cache-without-expiry
  cache.set(req.params.id, user)
  // ok: cache-without-expiry
  res.set('content-type', 'application/json')
  res.send(user)
})

async function warm(products) {
  for (const product of products) {
    // ruleid: cache-without-expiry
    await client.set('product:' + product.id, JSON.stringify(product))
  }
  // ruleid: cache-without-expiry
  await client.set('all', JSON.stringify(products), { GET: true })
  // ok: cache-without-expiry
  await client.set('all', JSON.stringify(products), { EX: 60 })
  // ok: cache-without-expiry
  await client.set('lock:warm', '1', { NX: true })
  // ok: cache-without-expiry
  await client.set('maintenance-mode', 'on')
  // ok: cache-without-expiry
  await client.setEx('all', 60, JSON.stringify(products))
}

async function report(day, body) {
  // ok: cache-without-expiry
  await redis.set(`report:${day}`, body)
  await redis.expire(`report:${day}`, 3600)
}

module.exports = { app, warm, report }
