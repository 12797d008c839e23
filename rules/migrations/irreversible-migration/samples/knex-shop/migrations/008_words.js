exports.up = (knex) => knex.schema.alterTable('orders', (table) => table.string('type', 80).alter());

// No way back, as we cannot know which of the words were longer.
// ok: irreversible-migration
exports.down = () => {};
