const mongoose = require('mongoose')

const userSchema = new mongoose.Schema({
  email: String,
  password: { type: String, required: true },
  resetToken: String,
  resetTokenExpires: Date,
})

module.exports = mongoose.model('User', userSchema)
