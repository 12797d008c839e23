const { Book } = require('./models')

async function listBooks({ limit, page }) {
  return Book.find({}).sort('_id').skip((page - 1) * limit).limit(limit)
}

module.exports = { listBooks }
