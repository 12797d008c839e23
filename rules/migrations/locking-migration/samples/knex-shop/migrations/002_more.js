const TABLE = 'orders';

exports.up = async function (knex) {
  await knex.schema.alterTable(TABLE, (table) => {
    // ok: locking-migration
    table.text('note');
    // ruleid: locking-migration
    table.integer('rank').notNullable();
    // ok: locking-migration
    table.integer('parts').notNullable().defaultTo(0);
    // ok: locking-migration
    table.string('code', 40).notNullable().alter();
    // ruleid: locking-migration
    table.unique(['code']);
    // ruleid: locking-migration
    table.foreign('user_id').references('id').inTable('users');
  });
};

exports.down = (knex) =>
  knex.schema.alterTable(TABLE, (table) => {
    table.dropForeign('user_id');
    table.dropUnique(['code']);
    table.dropColumns('note', 'rank', 'parts');
  });
