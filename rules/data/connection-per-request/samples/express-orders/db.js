const mongoose = require('mongoose');
const { createClient } = require('redis');

let cachedClient = null;

async function connectOnce() {
  if (mongoose.connection.readyState === 1) return;
  // ok: connection-per-request
  await mongoose.connect(process.env.MONGO_URL);
}

async function cache() {
  // ruleid: connection-per-request
  const client = createClient({ url: process.env.REDIS_URL });
  await client.connect();
  return client;
}

function cached() {
  if (!cachedClient) {
    // ok: connection-per-request
    cachedClient = createClient({ url: process.env.REDIS_URL });
  }
  return cachedClient;
}

module.exports = { connectOnce, cache, cached };
