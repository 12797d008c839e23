const User = require('./user.model')

exports.createUser = async (values) => {
  // ruleid: mass-assignment
  return User.create({ ...values, createdAt: new Date() })
}

exports.updateUser = async (id, values) => {
  // ruleid: mass-assignment
  return User.findByIdAndUpdate(id, { $set: values })
}

exports.createNamed = async ({ name }) => {
  // ok: mass-assignment
  return User.create({ name })
}

exports.createParsed = async (values) => {
  // ok: mass-assignment
  return User.create(values)
}

exports.note = async (values) => {
  // ok: mass-assignment
  return User.create({ name: 'import', role: 'none', raw: values })
}
