import Fastify from 'fastify';
import { MongoClient } from 'mongodb';
import { Pool } from 'pg';

const app = Fastify();

class Repository {
  private readonly pool: Pool;
  constructor() {
    // ruleid: connection-per-request
    this.pool = new Pool({ connectionString: process.env.DATABASE_URL });
  }
  all() {
    return this.pool.query('SELECT id FROM orders LIMIT 50');
  }
}

// ok: connection-per-request
app.decorate('mongo', new MongoClient(process.env.MONGO_URL!));

app.get('/v1/orders', async () => {
  const repository = new Repository();
  return (await repository.all()).rows;
});

app.get('/v1/users', async () => {
  // ruleid: connection-per-request
  const client = await MongoClient.connect(process.env.MONGO_URL!);
  return client.db('shop').collection('users').find().limit(50).toArray();
});

app.listen({ port: 3000 });
