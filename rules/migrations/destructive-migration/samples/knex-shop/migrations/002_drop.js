exports.up = (knex) =>
  knex.schema.alterTable('orders', (table) => {
    // ruleid: destructive-migration
    table.dropColumn('note');
    // ok: destructive-migration
    table.dropColumn('remark');
  });

exports.down = (knex) =>
  knex.schema.alterTable('orders', (table) => {
    table.text('note');
    table.text('remark');
  });
