const db = require('./db')

exports.listPosts = async (q) => db.query('SELECT id, title FROM posts WHERE title = $1', [q])
