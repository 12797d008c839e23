exports.up = (knex) => knex.schema.createTable('orders', (table) => table.increments());

// ok: irreversible-migration
exports.down = (knex) => knex.schema.dropTable('orders');
