const mongoose = require('mongoose')

exports.Order = mongoose.model('Order', new mongoose.Schema({ total: Number }))
exports.User = mongoose.model('User', new mongoose.Schema({ name: String, token: String }))
