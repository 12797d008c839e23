const express = require('express')
const { charge } = require('./billing')

const app = express()
app.use(express.json())

app.use((req, res, next) => {
  if (!process.env.API_KEY) {
    // ruleid: process-exit-in-handler
    process.exit(1)
  }
  next()
})

app.post('/orders', async (req, res, next) => {
  try {
    res.status(201).json(await charge(req.body))
  } catch (err) {
    // ok: process-exit-in-handler
    next(err)
  }
})

app.get('/report', (req, res) => {
  readReport((err, report) => {
    if (err) {
      console.error(err)
      // ruleid: process-exit-in-handler
      process.exit(1)
    }
    res.send(report)
  })
})

function readReport(done) {
  setTimeout(() => done(null, 'report'), 10)
}

app.post('/admin/shutdown', (req, res) => {
  res.sendStatus(202)
  // ok: process-exit-in-handler
  setTimeout(() => process.exit(0), 100)
})

let idle
app.use((req, res, next) => {
  // Nobody came for ten minutes.
  clearTimeout(idle)
  idle = setTimeout(() => {
    // ok: process-exit-in-handler
    process.exit(0)
  }, 600_000)
  next()
})

app.post('/import', (req, res) => {
  setTimeout(() => {
    // ruleid: process-exit-in-handler
    process.exit(1)
  }, 1000)
  res.sendStatus(202)
})

app.use((err, req, res, next) => {
  res.status(500).json({ error: 'internal' })
})

const server = app.listen(process.env.PORT || 3000)
process.on('SIGTERM', () => {
  // ok: process-exit-in-handler
  server.close(() => process.exit(0))
})
process.on('uncaughtException', () => {
  // ok: process-exit-in-handler
  process.exit(1)
})
