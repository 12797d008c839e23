const express = require('express')
const axios = require('axios')

const app = express()

app.get('/prices', async (req, res) => {
  const prices = []
  for (const sku of req.query.skus) {
    // ruleid: sequential-await
    // ruleid: missing-timeout
    const answer = await axios.get(`https://prices.example.com/${sku}`)
    prices.push(answer.data)
  }
  res.json(prices)
})

app.get('/prices/together', async (req, res) => {
  // ok: sequential-await
  // ruleid: missing-timeout
  res.json(await Promise.all(req.query.skus.map((sku) => axios.get(`https://prices.example.com/${sku}`))))
})

app.get('/pages', async (req, res) => {
  let cursor = ''
  for (const name of req.query.names) {
    // ok: sequential-await
    // ruleid: missing-timeout
    const answer = await axios.get(`https://pages.example.com/${name}?after=${cursor}`)
    cursor = answer.data.next
  }
  res.json({ cursor })
})

app.post('/orders', async (req, res) => {
  for (const line of req.body.lines) {
    // ok: sequential-await
    await res.locals.tx.insert(line)
  }
  // eslint-disable-next-line no-await-in-loop
  for (const line of req.body.lines) {
    // ok: sequential-await
    await notify(line)
  }
  for (const part of chunks(req.body.lines)) {
    // ok: sequential-await
    await Promise.all(part.map(notify))
  }
  res.end()
})

async function notify(line) {
  // ruleid: missing-timeout
  await axios.post('https://hooks.example.com', line)
}

function chunks(lines) {
  return [lines]
}

app.listen(3000)
