const express = require('express')
const { DataTypes, Sequelize } = require('sequelize')

const app = express()
const sequelize = new Sequelize('sqlite::memory:')
const User = sequelize.define('User', { name: DataTypes.STRING })
const Post = sequelize.define('Post', { title: DataTypes.STRING })
User.hasMany(Post, { as: 'posts' })
Post.belongsTo(User, { as: 'author' })

app.get('/users', async (req, res) => {
  const rows = []
  for (const user of await User.findAll({ limit: 50 })) {
    // ruleid: lazy-load-in-loop
    const posts = await user.getPosts()
    rows.push({ name: user.name, posts: posts.length })
  }
  res.json(rows)
})

app.get('/posts', async (req, res) => {
  const posts = await Post.findAll({ limit: 50 })
  res.json(
    await Promise.all(
      posts.map(async (post) => {
        // ruleid: lazy-load-in-loop
        const author = await post.getAuthor()
        return { title: post.title, author: author.name }
      }),
    ),
  )
})

app.get('/users/loaded', async (req, res) => {
  const users = await User.findAll({ limit: 50, include: ['posts'] })
  // ok: lazy-load-in-loop
  res.json(users.map((user) => ({ name: user.name, posts: user.posts.length })))
})

app.get('/users/:id', async (req, res) => {
  const user = await User.findByPk(req.params.id)
  // ok: lazy-load-in-loop
  const posts = await user.getPosts()
  res.json(posts.map((post) => post.title))
})
