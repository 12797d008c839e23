const { User } = require('./user.model');
const { asText } = require('./texts');

class UserService {
  constructor(model) {
    this.model = model;
  }

  async login(credentials) {
    const filter = { email: credentials.email, password: credentials.password };
    // ruleid: nosql-injection
    return User.findOne(filter).lean();
  }

  async loginAsText({ email, password }) {
    // ok: nosql-injection
    // ruleid: plaintext-password
    return User.findOne({ email: asText(email), password: asText(password) }).lean();
  }

  async named(name) {
    // ok: nosql-injection
    return User.findOne({ name }).lean();
  }
}

module.exports = { UserService };
