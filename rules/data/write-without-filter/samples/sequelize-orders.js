const { Order } = require('./models')

async function close(owner) {
  // ruleid: write-without-filter
  await Order.update({ open: false }, { where: {} })
  // ruleid: write-without-filter
  await Order.destroy({ where: {} })
  // ok: write-without-filter
  await Order.update({ open: false }, { where: { owner } })
  // ok: write-without-filter
  await Order.destroy({ where: { owner } })
}

module.exports = { close }
