const crypto = require('crypto');
const { randomChars } = require('./chars');

function createToken() {
  // The time is only beside what was drawn.
  // ok: predictable-token
  return `${randomChars(24)}.${Date.now()}`;
}

function createSessionToken() {
  // ruleid: predictable-token
  return `session.${Date.now()}`;
}

function generatePassword() {
  // How long it is may be known.
  // ok: predictable-token
  const length = Math.floor(Math.random() * 41) + 24;
  return crypto.randomBytes(length).toString('hex');
}

function generateResetCode() {
  // ruleid: predictable-token
  return Math.floor(Math.random() * 900000) + 100000;
}

function firstToken(stats) {
  // ok: predictable-token
  stats.firstToken = (Date.now() - stats.start) * 1000;
}

module.exports = { createToken, createSessionToken, generatePassword, generateResetCode, firstToken };
