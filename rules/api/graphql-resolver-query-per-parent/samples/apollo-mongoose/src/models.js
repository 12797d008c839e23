const mongoose = require('mongoose')

const Post = mongoose.model('Post', new mongoose.Schema({ user: String }))
const User = mongoose.model('User', new mongoose.Schema({ name: String }))

module.exports = { Post, User }
