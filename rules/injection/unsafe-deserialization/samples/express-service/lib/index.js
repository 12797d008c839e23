const { ProfileService } = require('./profiles.service');
const { Codec, SafeCodec } = require('./codec');

module.exports = { ProfileService, Codec, SafeCodec };
