const { Pool } = require('pg');

const pool = new Pool();

module.exports = async (fastify) => {
  fastify.get('/people', async ({ query }) => {
    // ruleid: sql-injection
    return pool.query(`SELECT id FROM people WHERE name = '${query.name}'`);
  });

  fastify.get('/people/:id', async ({ params }) => {
    // ok: sql-injection
    return pool.query('SELECT id FROM people WHERE id = $1', [params.id]);
  });
};
