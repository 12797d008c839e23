const crypto = require('crypto');
const { createHash } = require('crypto');
const CryptoJS = require('crypto-js');
const md5 = require('md5');

function sign(payload, secret) {
  // ruleid: weak-hash
  return crypto.createHash('md5').update(payload + secret).digest('hex');
}

const verifySignature = (payload, given) => {
  // ruleid: weak-hash
  const mine = createHash('sha1').update(payload).digest('hex');
  // ruleid: weak-hash
  const other = crypto.createHmac('md5', process.env.KEY).update(payload).digest('hex');
  // ok: weak-hash
  const good = crypto.createHmac('sha256', process.env.KEY).update(payload).digest('hex');
  // ruleid: timing-unsafe-comparison
  return mine === given || other === good;
};

function resetToken(user) {
  // ruleid: weak-hash
  const a = CryptoJS.MD5(user.email).toString();
  // ruleid: weak-hash
  // ruleid: predictable-token
  const b = md5(user.email + Date.now());
  // ok: weak-hash
  const c = CryptoJS.SHA256(user.email).toString();
  return a + b + c;
}

async function digest(data) {
  // pedantic: weak-hash
  return crypto.subtle.digest('SHA-1', data);
}

function sha1(text) {
  // pedantic: weak-hash
  return crypto.createHash('sha1').update(text).digest('hex');
}

function etagOf(body) {
  // ok: weak-hash
  return crypto.createHash('md5').update(body).digest('hex');
}

function answer(res, body) {
  // ok: weak-hash
  const cacheKey = crypto.createHash('sha1').update(body).digest('hex');
  // ok: weak-hash
  res.set('ETag', crypto.createHash('md5').update(body).digest('hex'));
  // ok: weak-hash
  const fileName = `${md5(body)}.json`;
  return [cacheKey, fileName, sign, verifySignature, resetToken, digest, etagOf, sha1];
}
module.exports = answer;

function keepNote(req, res) {
  // ruleid: weak-hash
  const name = crypto.createHash('md5').update(req.body.note).digest('hex');
  notes.set(name, req.body.note);
  res.json({ name });
}
