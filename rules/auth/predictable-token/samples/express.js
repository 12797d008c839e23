const crypto = require('crypto');

function createReset(user) {
  // ruleid: predictable-token
  const resetToken = Math.random().toString(36).substring(2);
  // ruleid: predictable-token
  user.otp = Math.floor(100000 + Math.random() * 900000);
  // ruleid: predictable-token
  user.passwordResetToken = `${Date.now().toString(36)}`;
  // ok: predictable-token
  const apiKey = crypto.randomBytes(32).toString('hex');
  // ok: predictable-token
  const sessionId = crypto.randomUUID();
  // ok: predictable-token
  const delay = Math.random() * 1000;
  // ok: predictable-token
  const tokenCount = Math.floor(Math.random() * 5);
  return { resetToken, apiKey, sessionId, delay, tokenCount };
}

// ruleid: predictable-token
const generateOtp = () => Math.floor(1000 + Math.random() * 9000);

function generateToken(length) {
  let result = '';
  for (let i = 0; i < length; i += 1) {
    // ruleid: predictable-token
    result += CHARS.charAt(Math.floor(Math.random() * CHARS.length));
  }
  return result;
}

function shuffle(cards) {
  // ok: predictable-token
  return cards.sort(() => Math.random() - 0.5);
}

module.exports = { createReset, generateOtp, generateToken, shuffle };
