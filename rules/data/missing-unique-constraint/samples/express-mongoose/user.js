const mongoose = require('mongoose')

const schema = new mongoose.Schema({
  email: { type: String, required: true },
  name: String,
  handle: { type: String, unique: true }
})

module.exports = mongoose.model('User', schema)
