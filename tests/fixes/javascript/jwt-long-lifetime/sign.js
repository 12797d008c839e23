const jwt = require('jsonwebtoken');

const KEY = process.env.JWT_KEY;
const LONG = '90d';

exports.days = (id) => jwt.sign({ id }, KEY, { expiresIn: '30d' });
exports.seconds = (id) => jwt.sign({ id }, KEY, { expiresIn: 60 * 60 * 24 * 7 });
exports.named = (id) => jwt.sign({ id }, KEY, { expiresIn: LONG });
exports.claimed = (id) => jwt.sign({ id, exp: Math.floor(Date.now() / 1000) + 60 * 60 * 24 * 30 }, KEY);
exports.configured = (id) => jwt.sign({ id }, KEY, { expiresIn: process.env.JWT_LIFETIME || '60d' });
