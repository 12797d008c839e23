const express = require('express')
const logger = require('./logger')
const { reserve } = require('./stock')

const app = express()

app.use((req, res, next) => {
  // ruleid: print-logging
  console.log(req.method, req.url)
  next()
})

app.post('/orders', async (req, res, next) => {
  try {
    await reserve(req.body.sku)
    // ok: print-logging
    logger.info('reserved')
    res.sendStatus(201)
  } catch (err) {
    // ruleid: print-logging
    console.error('order failed', err)
    next(err)
  }
})

// ok: print-logging
app.listen(3000, () => console.log('listening on 3000'))
