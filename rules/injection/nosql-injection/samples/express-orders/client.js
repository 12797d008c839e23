const mongoose = require('mongoose')

module.exports = mongoose.model('Client', new mongoose.Schema({ brandColor: String }))
