const express = require('express')
const Redis = require('ioredis')
const NodeCache = require('node-cache')
const sessions = require('./lib/redis')

const app = express()
const store = new Redis(process.env.REDIS_URL)
const local = new NodeCache()

app.delete('/cache', async (req, res) => {
  // ruleid: blocking-redis-command
  const keys = await store.keys('page:*')
  await store.unlink(keys)
  // ruleid: blocking-redis-command
  await store.flushall()
  // ok: blocking-redis-command
  local.flushAll()
  // ok: blocking-redis-command
  res.json(Object.keys(req.body))
})

app.get('/sessions', async (req, res) => {
  // ruleid: blocking-redis-command
  const keys = await sessions.redis.keys('session:*')
  // ok: blocking-redis-command
  for await (const more of store.scanStream({ match: 'session:*' })) keys.push(...more)
  res.json(keys)
})

app.get('/members', async (req, res) => {
  // pedantic: blocking-redis-command
  const all = await store.smembers('members')
  // ok: blocking-redis-command
  const own = await store.smembers(`team:${req.params.team}`)
  res.json({ all, own, names: [...local.keys()] })
})

app.listen(3000)
