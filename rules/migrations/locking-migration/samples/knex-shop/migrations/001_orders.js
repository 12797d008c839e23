exports.up = (knex) =>
  knex.schema.createTable('orders', (table) => {
    table.increments();
    table.string('code', 20).notNullable();
    // ok: locking-migration
    table.integer('user_id').index();
  });

exports.down = (knex) => knex.schema.dropTable('orders');
