const jwt = require('jsonwebtoken');
const users = require('./users');

exports.refresh = async (req, res) => {
  const { refreshToken } = req.body;
  const payload = jwt.verify(refreshToken, process.env.REFRESH_SECRET);
  const user = await users.get(payload.sub);
  // ok: timing-unsafe-comparison
  if (user.refreshToken !== refreshToken) return res.sendStatus(401);
  return res.json(user.renew());
};

exports.unverified = async (req, res) => {
  const { refreshToken } = req.body;
  const user = await users.get(req.body.user);
  // ruleid: timing-unsafe-comparison
  if (user.refreshToken !== refreshToken) return res.sendStatus(401);
  return res.json(user.renew());
};
