const express = require('express')
const axios = require('axios')
const http = require('http')
const https = require('https')

const app = express()
const TIMEOUT = 5000
const options = { headers: { accept: 'application/json' } }
const careful = { headers: { accept: 'application/json' }, timeout: TIMEOUT }

// ruleid: missing-timeout
const api = axios.create({ baseURL: 'https://api.example.com' })
// ok: missing-timeout
const billing = axios.create({ baseURL: 'https://billing.example.com', timeout: 3000 })
// ok: missing-timeout
const search = axios.create({ baseURL: 'https://search.example.com' })
search.defaults.timeout = 2000

app.get('/rates', async (req, res) => {
  // ruleid: missing-timeout
  const a = await axios.get('https://api.example.com/rates')
  // ruleid: missing-timeout
  const b = await axios.post('https://api.example.com/rates', { day: req.query.day }, { headers: {} })
  // ruleid: missing-timeout
  const c = await axios({ method: 'get', url: 'https://api.example.com/rates' })
  // ruleid: missing-timeout
  const d = await axios.get('https://api.example.com/rates', options)
  // ok: missing-timeout
  const e = await axios.get('https://api.example.com/rates', { timeout: 1000 })
  // ok: missing-timeout
  const f = await axios.get('https://api.example.com/rates', careful)
  // ok: missing-timeout
  const g = await axios({ url: 'https://api.example.com/rates', signal: AbortSignal.timeout(1000) })
  // ok: missing-timeout
  const h = await axios.get('https://api.example.com/rates', { ...careful, params: {} })
  // ok: missing-timeout
  const i = await api.get('/rates')
  res.json([a, b, c, d, e, f, g, h, i, billing, search].map((x) => x.data))
})

app.get('/raw', (req, res) => {
  // ruleid: missing-timeout
  https.get('https://api.example.com/raw', (answer) => {
    answer.on('data', (chunk) => res.write(chunk))
    answer.on('end', () => res.end())
  })
})

function padding() {
  const lines = []
  for (let i = 0; i < 10; i++) {
    lines.push(i)
  }
  if (lines.length > 5) {
    lines.pop()
  }
  if (lines.length > 4) {
    lines.pop()
  }
  if (lines.length > 3) {
    lines.pop()
  }
  if (lines.length > 2) {
    lines.pop()
  }
  if (lines.length > 1) {
    lines.pop()
  }
  if (lines.length > 0) {
    lines.pop()
  }
  return lines
}

app.get('/raw2', (req, res) => {
  // ok: missing-timeout
  const request = http.request({ host: 'api', path: '/raw', timeout: 2000 }, (answer) => answer.pipe(res))
  request.end()
  // ok: missing-timeout
  const second = http.request('http://api/raw', (answer) => answer.pipe(res))
  second.setTimeout(2000, () => second.destroy())
  second.end()
})

module.exports = { app, padding }
