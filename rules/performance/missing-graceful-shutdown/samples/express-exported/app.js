const express = require('express')
const serverless = require('serverless-http')

// ok: missing-graceful-shutdown
const app = express()
app.get('/', (req, res) => res.json({ ok: true }))

module.exports.handler = serverless(app)
