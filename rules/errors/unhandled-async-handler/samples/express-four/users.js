const { User } = require('./models')

// ruleid: unhandled-async-handler
exports.list = async (req, res) => {
  res.json(await User.find().limit(50))
}

// ok: unhandled-async-handler
exports.check = (req, res, next) => {
  next(req.body.email ? undefined : new Error('no email'))
}

// ruleid: unhandled-async-handler
exports.create = async function create(req, res) {
  if (!req.body.name) throw new Error('no name')
  res.status(201).json({})
}

// ok: unhandled-async-handler
exports.show = async (req, res, next) => {
  try {
    const user = await User.findById(req.params.id)
    if (!user) throw new Error('no such user')
    res.json(user)
  } catch (err) {
    next(err)
  }
}

// ok: unhandled-async-handler
exports.byToken = async (token) => {
  return await User.findOne({ token })
}

// ok: unhandled-async-handler
exports.stats = async (res) => {
  try {
    res.json(await User.countDocuments())
  } catch (err) {
    res.sendStatus(500)
  }
}
