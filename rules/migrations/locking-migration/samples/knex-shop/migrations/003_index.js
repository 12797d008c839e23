exports.up = (knex) => {
  // ok: locking-migration
  return knex.raw('CREATE INDEX CONCURRENTLY orders_note ON orders (note)');
};

exports.down = (knex) => knex.raw('DROP INDEX CONCURRENTLY orders_note');

exports.config = { transaction: false };
