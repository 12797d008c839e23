const mongoose = require('mongoose')

exports.User = mongoose.model('User', new mongoose.Schema({ name: String }))
exports.Audit = mongoose.model('Audit', new mongoose.Schema({ what: String, id: String }))
