exports.up = (knex) => knex.schema.alterTable('orders', (table) => table.text('kind'));

// ruleid: irreversible-migration
exports.down = () => {}; // TODO
