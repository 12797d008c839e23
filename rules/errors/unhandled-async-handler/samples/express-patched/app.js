require('express-async-errors')
const express = require('express')

const app = express()

// ok: unhandled-async-handler
app.get('/orders', async (req, res) => {
  res.json(await load())
})

async function load() {
  throw new Error('not yet')
}

app.listen(3000)
