const bcrypt = require('bcryptjs');
const crypto = require('crypto');
const CryptoJS = require('crypto-js');
const md5 = require('md5');
const argon2 = require('argon2');

const SALT_ROUNDS = 5;

async function register(req, res) {
  const { email, password } = req.body;
  // ruleid: weak-password-hash
  const a = crypto.createHash('sha256').update(password).digest('hex');
  // ruleid: weak-password-hash
  const b = md5(req.body.password);
  // ruleid: weak-password-hash
  const c = await bcrypt.hash(password, SALT_ROUNDS);
  // ok: weak-password-hash
  const d = await bcrypt.hash(password, 12);
  // ruleid: weak-password-hash
  const e = bcrypt.hashSync(password, bcrypt.genSaltSync(4));
  // ok: weak-password-hash
  const f = await argon2.hash(password);
  // ruleid: weak-password-hash
  const g = crypto.pbkdf2Sync(password, crypto.randomBytes(16), 1000, 64, 'sha512');
  // ok: weak-password-hash
  const h = crypto.pbkdf2Sync(password, crypto.randomBytes(16), 600000, 64, 'sha512');
  // ruleid: weak-password-hash
  const i = CryptoJS.SHA256(password).toString();
  // ruleid: weak-password-hash
  const j = crypto.scryptSync(password, 'salt', 64);
  // ok: weak-password-hash
  const k = crypto.createHash('sha256').update(email).digest('hex');
  const salted = `${email}${password}`;
  // ruleid: weak-password-hash
  const l = crypto.createHash('sha512').update(salted).digest('hex');
  res.json([a, b, c, d, e, f, g, h, i, j, k, l]);
}

const hashPassword = (value) => {
  // ruleid: weak-password-hash
  return crypto.createHash('sha256').update(value).digest('hex');
};

function resetToken(passwordResetToken) {
  // ok: weak-password-hash
  return crypto.createHash('sha256').update(passwordResetToken).digest('hex');
}
module.exports = { register, hashPassword, resetToken };
