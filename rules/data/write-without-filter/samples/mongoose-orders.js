const Order = require('./order')

module.exports = (app) => {
  app.post('/orders/close', async (req, res) => {
    // ruleid: write-without-filter
    await Order.updateMany({}, { open: false })
    // ruleid: write-without-filter
    await Order.remove({})
    // ok: write-without-filter
    await Order.updateMany({ owner: req.user.id }, { open: false })
    res.end()
  })
  app.post('/out', async (req, res) => {
    // ok: write-without-filter
    await req.db.collection('sessions').deleteMany({})
    res.end()
  })
  app.delete('/orders/purge', async (req, res) => {
    // ok: write-without-filter
    await Order.deleteMany({})
    res.end()
  })
}
