const { createHash } = require('node:crypto');

function ivsOf(instanceId, key) {
  // The ODK encryption specification derives the first vector with MD5.
  // ok: weak-hash
  const runner = createHash('md5').update(instanceId).update(key).digest();
  return runner;
}

function tokenOf(instanceId, key) {
  // Whoever has this may sign in.
  // ruleid: weak-hash
  const token = createHash('md5').update(instanceId).update(key).digest('hex');
  return token;
}
