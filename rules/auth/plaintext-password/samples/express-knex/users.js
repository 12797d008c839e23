const knex = require('knex')({ client: 'pg' })

async function create(params) {
  return knex('users').insert({
    email: params.email,
    // ok: plaintext-password
    password: params.password,
  })
}

async function createGuest(params) {
  return knex('users').insert({
    email: params.email,
    // ruleid: plaintext-password
    password: params.password,
  })
}

module.exports = { create, createGuest }
