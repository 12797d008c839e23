const users = require('./users');

const GUEST = 'local_guest';

async function confirm(ctx) {
  const { token } = ctx.request.query;
  // Who has the row knew its token.
  const { confirmed, resetToken } = await users.findByToken(token);
  // ok: timing-unsafe-comparison
  if (!confirmed && token === resetToken) {
    ctx.status = 200;
  }
}

async function confirmOf(ctx) {
  const { token, id } = ctx.request.query;
  const user = await users.findById(id);
  // ruleid: timing-unsafe-comparison
  if (token === user.resetToken) {
    ctx.status = 200;
  }
}

function isGuest(authToken) {
  // ok: timing-unsafe-comparison
  return authToken === GUEST;
}

class Rotator {
  async forget(db) {
    const row = await db.get('secrets');
    // ok: timing-unsafe-comparison
    if (row.secret === this.legacySecret) {
      await db.remove('secrets');
    }
  }
}

module.exports = { confirm, confirmOf, isGuest, Rotator };

async function remember(user, accessToken) {
  // ok: timing-unsafe-comparison
  if (user.accessToken !== accessToken) {
    user.accessToken = accessToken;
    await user.save();
  }
}

function remove(req) {
  const apiKey = req.body.apiKey;
  // The main key of who asks is refused as input.
  // ok: timing-unsafe-comparison
  if (apiKey === req.user.apiKey) {
    throw new BadRequestError('the main key can only be replaced');
  }
}

function allow(req, user) {
  // ruleid: timing-unsafe-comparison
  if (req.headers['x-api-key'] !== user.apiKey) {
    throw new UnauthorizedError('wrong key');
  }
}

module.exports = { ...module.exports, remember, remove, allow };
