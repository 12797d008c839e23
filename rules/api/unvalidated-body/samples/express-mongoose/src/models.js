const mongoose = require('mongoose')

module.exports.Book = mongoose.model('Book', new mongoose.Schema({ title: String, pages: Number }))
