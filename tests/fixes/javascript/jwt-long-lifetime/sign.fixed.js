const jwt = require('jsonwebtoken');

const KEY = process.env.JWT_KEY;
const LONG = '90d';

exports.days = (id) => jwt.sign({ id }, KEY, { expiresIn: '1h' });
exports.seconds = (id) => jwt.sign({ id }, KEY, { expiresIn: 60 * 60 });
exports.named = (id) => jwt.sign({ id }, KEY, { expiresIn: '1h' });
exports.claimed = (id) => jwt.sign({ id, exp: Math.floor(Date.now() / 1000) + 60 * 60 }, KEY);
exports.configured = (id) => jwt.sign({ id }, KEY, { expiresIn: process.env.JWT_LIFETIME || '1h' });
