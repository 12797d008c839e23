const serialize = require('node-serialize');

module.exports = async (ctx) => {
  // ruleid: unsafe-deserialization
  ctx.body = serialize.unserialize(ctx.cookies.get('state'));
  // ok: unsafe-deserialization
  ctx.body = JSON.parse(ctx.cookies.get('state'));
};
