const jwt = require('jsonwebtoken');

const SECRET = 'hunter2hunter2';

exports.issue = (id) => jwt.sign({ id }, SECRET, { expiresIn: '1h' });
exports.check = (token) => jwt.verify(token, 'anotherSecret', { algorithms: ['HS256'] });
exports.fallback = (token) => jwt.verify(token, process.env.JWT_KEY ?? 'dev', { algorithms: ['HS256'] });
