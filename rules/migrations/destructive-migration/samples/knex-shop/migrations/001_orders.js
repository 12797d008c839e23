exports.up = (knex) =>
  knex.schema.createTable('orders', (table) => {
    table.increments();
    table.text('note');
    table.text('remark');
  });

exports.down = (knex) => knex.schema.dropTable('orders');
