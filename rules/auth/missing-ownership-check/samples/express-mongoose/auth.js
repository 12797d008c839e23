const jwt = require('jsonwebtoken')

function requireUser(req, res, next) {
  try {
    req.user = jwt.verify(req.headers.authorization, process.env.KEY)
    next()
  } catch (e) {
    res.status(401).json({ error: 'unauthorized' })
  }
}

const requireRole = (role) => (req, res, next) => {
  if (!req.user || req.user.role !== role) return res.status(403).end()
  next()
}

module.exports = { requireUser, requireRole }
