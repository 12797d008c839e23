exports.up = async (knex) => {
  if (!(await knex.schema.hasColumn('orders', 'note'))) {
    await knex.schema.alterTable('orders', (table) => table.text('note'));
  }
};

// ruleid: irreversible-migration
exports.down = () => Promise.resolve();
