const asyncHandler = require('express-async-handler')

exports.load = async () => [{ id: 1 }]

// ok: unhandled-async-handler
exports.create = async (req, res) => {
  res.json(await store(req.body))
}

// ok: unhandled-async-handler
exports.show = asyncHandler(async (req, res) => {
  res.json(await store(req.params.id))
})

// ruleid: unhandled-async-handler
exports.update = async (req, res) => {
  res.json(await store(req.body))
}

async function store(order) {
  if (!order) throw new Error('nothing to store')
  return order
}
