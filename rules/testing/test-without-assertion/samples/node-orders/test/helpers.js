const assert = require('node:assert');

async function created(promise) {
  const response = await promise;
  assert.strictEqual(response.status, 201);
  return response;
}

const build = (sku) => ({ sku });

module.exports = { created, build };
