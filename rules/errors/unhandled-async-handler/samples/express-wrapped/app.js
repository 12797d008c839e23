const express = require('express')
const asyncHandler = require('express-async-handler')
const orders = require('./orders')

const app = express()
const router = express.Router()

const wrap = (handler) => (req, res, next) => Promise.resolve(handler(req, res, next)).catch(next)

// ok: unhandled-async-handler
router.get('/', asyncHandler(async (req, res) => {
  res.json(await orders.load())
}))

router.post('/', wrap(orders.create))
router.route('/:id')
  .get(orders.show)
  .put(orders.update)

app.use('/orders', router)
app.listen(3000)
