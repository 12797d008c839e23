exports.up = async (knex) => {
  // ruleid: locking-migration
  await knex.raw('CREATE INDEX CONCURRENTLY orders_parts ON orders (parts)');
};

exports.down = (knex) => knex.raw('DROP INDEX orders_parts');
