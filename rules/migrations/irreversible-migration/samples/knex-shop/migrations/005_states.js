exports.up = (knex) => knex.schema.alterTable('orders', (table) => table.text('state'));

// ok: irreversible-migration
exports.down = () => {}; // no. would cause problems.
