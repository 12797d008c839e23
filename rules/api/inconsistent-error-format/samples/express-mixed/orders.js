const store = require('./store')

const fail = (res, code, error) => res.status(code).json({ error })

exports.list = async (req, res) => {
  if (!req.query.owner) return fail(res, 400, 'no owner')
  res.json(await store.all(req.query.owner))
}

exports.show = async (req, res) => {
  const order = await store.find(req.params.id)
  if (!order) return fail(res, 404, 'no such order')
  if (order.secret) return fail(res, 403, 'not yours')
  res.json(order)
}

exports.create = async (req, res) => {
  if (!req.body.note) return res.status(400).json({ message: 'no note' })
  res.status(201).json(await store.create(req.body.note))
}

exports.replace = async (req, res) => {
  if (!(await store.find(req.params.id))) return fail(res, 404, 'no such order')
  if (!req.body.note) return fail(res, 422, 'no note')
  res.json(await store.replace(req.params.id, req.body.note))
}

exports.remove = async (req, res) => {
  if (!(await store.find(req.params.id))) return res.status(404).send('no such order')
  res.sendStatus(204)
}
