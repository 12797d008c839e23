const User = require('./user.model')

exports.all = () => User.find({ active: true }).limit(50)
exports.byId = async (id) => {
  const user = await User.findById(id)
  return user
}
