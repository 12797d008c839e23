class ProfileService {
  constructor(codec) {
    this.codec = codec;
  }

  load(cookie) {
    const text = Buffer.from(cookie, 'base64').toString();
    return this.codec.read(text);
  }

  loadSafely(cookie) {
    return this.codec.parse(cookie);
  }
}

module.exports = { ProfileService };
