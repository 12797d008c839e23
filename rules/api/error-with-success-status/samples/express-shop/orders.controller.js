const store = require('./store')
const { fail, ok } = require('./reply')

exports.all = (done) => store.all(done)

exports.show = async (req, res) => {
  const order = await store.find(req.params.id)
  if (!order) {
    // ruleid: error-with-success-status
    return res.json({ error: 'no such order' })
  }
  return ok(res, order)
}

exports.create = async (req, res) => {
  try {
    res.status(201).json(await store.create(req.body))
  } catch (err) {
    // ruleid: error-with-success-status
    res.json({ success: false, message: err.message })
  }
}

exports.replace = async (req, res) => {
  try {
    res.json(await store.replace(req.params.id, req.body))
  } catch (err) {
    res.status(409)
    // ok: error-with-success-status
    res.json({ success: false, message: err.message })
  }
}

exports.remove = async (req, res) => {
  if (!(await store.remove(req.params.id))) return fail(res, 404, 'no such order')
  res.sendStatus(204)
}

exports.pay = async (req, res) => {
  const paid = await store.pay(req.params.id)
  // ok: error-with-success-status
  if (!paid) return res.status(402).send({ error: 'not paid' })
  // ok: error-with-success-status
  res.json({ success: true, error: null, paid })
}

exports.rpc = async (req, res) => {
  // ok: error-with-success-status
  res.json({ jsonrpc: '2.0', error: { code: -32600, message: 'no' }, id: null })
}
