const crypto = require('crypto');
const CryptoJS = require('crypto-js');
const NodeRSA = require('node-rsa');

const ALGORITHM = 'des-ede3-cbc';
const IV = Buffer.alloc(16, 0);

function old(key, iv) {
  // ruleid: weak-cipher
  const a = crypto.createCipheriv(ALGORITHM, key, iv);
  // ruleid: weak-cipher
  const b = crypto.createCipheriv('rc4', key, '');
  // ruleid: weak-cipher
  const c = crypto.createCipheriv('aes-128-ecb', key, null);
  // ruleid: weak-cipher
  const d = crypto.createCipher('aes-256-cbc', key);
  // ruleid: weak-cipher
  const e = CryptoJS.DES.encrypt('text', key);
  // ruleid: weak-cipher
  const f = CryptoJS.AES.encrypt('text', key, { mode: CryptoJS.mode.ECB });
  return [a, b, c, d, e, f];
}

function repeated(key) {
  // ruleid: weak-cipher
  const a = crypto.createCipheriv('aes-256-gcm', key, IV);
  // ruleid: weak-cipher
  const b = crypto.createCipheriv('aes-256-gcm', key, '000000000000');
  const nonce = Buffer.from('abcdefghijkl');
  // ruleid: weak-cipher
  const c = crypto.createCipheriv('aes-256-gcm', key, nonce);
  const fresh = crypto.randomBytes(12);
  // ok: weak-cipher
  const d = crypto.createCipheriv('aes-256-gcm', key, fresh);
  return [a, b, c, d];
}

function decrypt(key, text) {
  const [iv, data] = text.split(':').map((part) => Buffer.from(part, 'hex'));
  // ok: weak-cipher
  return crypto.createDecipheriv('aes-256-gcm', key, iv).update(data);
}

// ruleid: weak-cipher
const pair = crypto.generateKeyPairSync('rsa', { modulusLength: 1024 });
// ok: weak-cipher
const good = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
// ruleid: weak-cipher
const short = new NodeRSA({ b: 512 });
module.exports = { old, repeated, decrypt, pair, good, short };
