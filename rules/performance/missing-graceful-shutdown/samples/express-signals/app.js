const express = require('express')

const app = express()
app.get('/', (req, res) => res.json({ ok: true }))

// ok: missing-graceful-shutdown
const server = app.listen(3000)
process.on('SIGTERM', () => server.close())
