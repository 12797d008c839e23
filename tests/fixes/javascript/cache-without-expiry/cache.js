const Redis = require('ioredis');
const { createClient } = require('redis');

const redis = new Redis();
const client = createClient();

exports.keep = async (user) => {
  await redis.set(`user:${user.id}`, JSON.stringify(user));
  await client.set(`cache:user:${user.id}`, JSON.stringify(user));
  await client.set('cache:last', JSON.stringify(user), { GET: true });
};
