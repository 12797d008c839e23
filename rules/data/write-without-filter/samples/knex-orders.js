const knex = require('knex')({ client: 'pg' })

async function close(owner) {
  // ruleid: write-without-filter
  await knex('orders').del()
  // ruleid: write-without-filter
  await knex('orders').update({ open: false })
  // ok: write-without-filter
  await knex('orders').where({ owner }).del()
  const query = knex('orders').update({ open: false })
  if (owner) {
    query.where({ owner })
  }
  // ok: write-without-filter
  await query
}

module.exports = { close }
