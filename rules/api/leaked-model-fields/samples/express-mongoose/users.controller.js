const User = require('./user.model')
const Member = require('./member.model')
const { Admin } = require('./admin.model')
const service = require('./users.service')

exports.list = async (req, res) => {
  const users = await service.all()
  // ruleid: leaked-model-fields
  res.json({ users })
}

exports.show = async (req, res) => {
  const user = await service.byId(req.params.id)
  if (!user) return res.status(404).json({ message: 'no such user' })
  // ruleid: leaked-model-fields
  return res.status(200).json(user)
}

exports.create = async (req, res) => {
  const user = await User.create(req.body)
  // ruleid: leaked-model-fields
  res.status(201).send(user)
}

exports.without = async (req, res) => {
  // ok: leaked-model-fields
  res.json(await User.find().select('-password -resetToken').limit(50))
}

exports.cleared = async (req, res) => {
  const user = await service.byId(req.params.id)
  user.password = undefined
  user.resetToken = undefined
  // ok: leaked-model-fields
  res.json(user)
}

exports.picked = async (req, res) => {
  const user = await service.byId(req.params.id)
  // ok: leaked-model-fields
  res.json({ id: user.id, email: user.email })
}

exports.member = async (req, res) => {
  // ok: leaked-model-fields
  res.json(await Member.findById(req.params.id))
}

exports.admin = async (req, res) => {
  // ok: leaked-model-fields
  res.json(await Admin.findById(req.params.id))
}

exports.raw = async (req, res) => {
  // ruleid: leaked-model-fields
  res.json(await Admin.findById(req.params.id).lean())
}
