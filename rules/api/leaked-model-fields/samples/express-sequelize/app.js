const express = require('express')
const { User, Customer } = require('./models')

const app = express()

app.get('/users/:id', async (req, res) => {
  const user = await User.findByPk(req.params.id)
  // ruleid: leaked-model-fields
  res.json(user)
})

app.get('/users', async (req, res) => {
  // ok: leaked-model-fields
  res.json(await User.findAll({ attributes: ['id', 'email'], limit: 50 }))
})

app.get('/v2/users', async (req, res) => {
  // ok: leaked-model-fields
  res.json(await User.findAll({ attributes: { exclude: ['password'] }, limit: 50 }))
})

app.get('/customers', async (req, res) => {
  // ok: leaked-model-fields
  res.json(await Customer.findAll({ limit: 50 }))
})

app.listen(3000)
