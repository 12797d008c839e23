const mongoose = require('mongoose')
const Article = mongoose.model('Article', new mongoose.Schema({ slug: String, title: String }))

async function findArticle(slug) {
  // ok: unchecked-lookup
  return Article.findOne({ slug })
}

async function requireArticle(slug) {
  // ok: unchecked-lookup
  const article = await Article.findOne({ slug })
  if (!article) throw new NotFound('no such article')
  return article
}

module.exports = { findArticle, requireArticle }
