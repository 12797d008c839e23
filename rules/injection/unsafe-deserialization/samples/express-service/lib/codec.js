const serialize = require('node-serialize');

class Codec {
  read(text) {
    // ruleid: unsafe-deserialization
    return serialize.unserialize(text);
  }
}

class SafeCodec {
  parse(text) {
    // ok: unsafe-deserialization
    return JSON.parse(text);
  }
}

module.exports = { Codec, SafeCodec };
