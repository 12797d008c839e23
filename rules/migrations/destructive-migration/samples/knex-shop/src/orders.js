const knex = require('knex')(require('../knexfile'));

exports.notes = (id) => knex.raw('SELECT id, note FROM orders WHERE id = ?', [id]);
