const { createClient } = require('redis');

const client = createClient({ url: process.env.REDIS_URL });

async function store(key, value) {
  // ruleid: cache-without-expiry
  await client.set(key, JSON.stringify(value));
  // ruleid: cache-without-expiry
  await client.set(key, JSON.stringify(value), { NX: true });
  // ok: cache-without-expiry
  await client.set(key, JSON.stringify(value), { EX: 60 });
  // ok: cache-without-expiry
  await client.set(key, JSON.stringify(value), { PX: 1500, NX: true });
  // ok: cache-without-expiry
  await client.setEx(key, 60, JSON.stringify(value));
}

function legacy(redisClient, key, value, done) {
  // ruleid: cache-without-expiry
  redisClient.set(key, value, (err) => {
    done(err);
  });
  // ok: cache-without-expiry
  redisClient.set(key, value, 'EX', 10, done);
}

function put(redisClient, key, value, ttl) {
  if (ttl === Infinity) {
    // ok: cache-without-expiry
    return redisClient.set(key, value);
  }
  return redisClient.set(key, value, 'PX', ttl);
}

function headers(response) {
  // ok: cache-without-expiry
  response.set('X-Request-Id', '1');
}

module.exports = { store, legacy, headers };
