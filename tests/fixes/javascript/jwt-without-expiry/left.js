const jwt = require('jsonwebtoken');
const simple = require('jwt-simple');

// A text cannot carry an expiry.
exports.text = (id) => jwt.sign(JSON.stringify({ id }), process.env.JWT_KEY);

// Made once, so it would expire for all tokens at once.
const claims = { role: 'guest' };
exports.guest = () => simple.encode(claims, process.env.JWT_KEY);

exports.spread = (...given) => jwt.sign(...given);
