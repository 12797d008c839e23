exports.up = (knex) => knex.schema.alterTable('orders', (table) => table.text('note').nullable().alter());

// ok: irreversible-migration
exports.down = async () => {
  // We can't go back here: there are orders without a note now.
};
