import Fastify from 'fastify';
import { MongoClient } from 'mongodb';

const fastify = Fastify();
const client = await MongoClient.connect('mongodb://localhost');
const accounts = client.db('bank').collection('accounts');

fastify.post('/login', async (request, reply) => {
  const { username, pin } = request.body;
  // ruleid: nosql-injection
  const account = await accounts.findOne({ username, pin });
  return reply.send(account);
});

fastify.get('/accounts/:id', async (request, reply) => {
  const { id } = request.params;
  // ok: nosql-injection
  const account = await accounts.findOne({ number: id });
  return reply.send(account);
});
