const crypto = require('crypto');

function verify(req, res, next) {
  const signature = req.headers['x-signature'];
  const expected = crypto.createHmac('sha256', process.env.SECRET).update(req.rawBody).digest('hex');
  // ruleid: timing-unsafe-comparison
  if (signature !== expected) {
    return res.sendStatus(401);
  }
  // ruleid: timing-unsafe-comparison
  if (`sha256=${expected}` === req.get('x-hub-signature-256')) {
    return next();
  }
  // ok: timing-unsafe-comparison
  if (crypto.timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) {
    return next();
  }
  return res.sendStatus(401);
}

function apiKey(req, res, next) {
  // ruleid: timing-unsafe-comparison
  if (req.headers['x-api-key'] === process.env.API_KEY) return next();
  // ruleid: timing-unsafe-comparison
  if (req.query.token !== config.webhookToken) return res.sendStatus(401);
  // ok: timing-unsafe-comparison
  if (!req.headers['x-api-key']) return res.sendStatus(401);
  // ok: timing-unsafe-comparison
  if (req.headers['x-api-key'] === undefined) return res.sendStatus(401);
  // ok: timing-unsafe-comparison
  if (typeof req.query.token !== 'string') return res.sendStatus(400);
  return res.sendStatus(401);
}

function tokens(token, TokenType, state) {
  // ok: timing-unsafe-comparison
  if (token.type === TokenType.Comma) return 1;
  // ok: timing-unsafe-comparison
  if (state.nextToken === token) return 2;
  // ok: timing-unsafe-comparison
  if (state.sortKey === token.sortKey) return 3;
  // ok: timing-unsafe-comparison
  if (state.error.code === Parse.Error.INVALID_SESSION_TOKEN) return 4;
  return 0;
}

module.exports = { verify, apiKey, tokens };
