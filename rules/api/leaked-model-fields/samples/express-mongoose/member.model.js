const mongoose = require('mongoose')

const memberSchema = new mongoose.Schema({
  email: String,
  password: { type: String, select: false },
})

module.exports = mongoose.model('Member', memberSchema)
