const express = require('express')
const createDOMPurify = require('dompurify')
const { listPosts } = require('./store')

const router = express.Router()

router.use((req, res, next) => {
  res.locals.flash = req.query.flash
  res.locals.year = new Date().getFullYear()
  next()
})

router.get('/search', async (req, res) => {
  const { q } = req.query
  const page = Number(req.query.page)
  res.render('search', { q, page, posts: await listPosts(q), title: 'Search' })
})

router.get('/profile', (req, res) => {
  const user = { name: req.query.name, bio: createDOMPurify.sanitize(req.query.bio) }
  res.render('profile.ejs', { user, next: req.query.next })
})

module.exports = router
