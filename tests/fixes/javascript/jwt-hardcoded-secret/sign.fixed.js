const jwt = require('jsonwebtoken');

const SECRET = process.env.JWT_SECRET;

exports.issue = (id) => jwt.sign({ id }, SECRET, { expiresIn: '1h' });
exports.check = (token) => jwt.verify(token, process.env.JWT_SECRET, { algorithms: ['HS256'] });
exports.fallback = (token) => jwt.verify(token, process.env.JWT_KEY, { algorithms: ['HS256'] });
