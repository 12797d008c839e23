const bcrypt = require('bcrypt');
const crypto = require('crypto');

const ROUNDS = 12;

exports.register = async (password) => ({
  a: await bcrypt.hash(password, ROUNDS),
  b: bcrypt.hashSync(password, 12),
  c: crypto.pbkdf2Sync(password, crypto.randomBytes(16), 600_000, 64, 'sha512'),
  // That needs another library.
  d: crypto.createHash('sha256').update(password).digest('hex'),
});
