const User = require('./user')

async function register (email) {
  const existing = await User.findOne({ email })
  if (existing) {
    return null
  }
  const user = new User({ email })
  // ruleid: missing-unique-constraint
  await user.save()
  return user
}

async function claim (handle) {
  if (await User.exists({ handle })) {
    return null
  }
  // ok: missing-unique-constraint
  return User.create({ handle })
}

async function invite (name, model = User) {
  const existing = await model.findOne({ name })
  if (existing) {
    return existing
  }
  // ruleid: missing-unique-constraint
  return model.create({ name })
}

module.exports = { register, claim, invite }
