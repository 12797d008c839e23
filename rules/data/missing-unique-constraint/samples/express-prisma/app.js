const express = require('express')
const { PrismaClient } = require('@prisma/client')

const prisma = new PrismaClient()
const app = express()

app.post('/users', async (req, res) => {
  const existing = await prisma.user.findFirst({ where: { email: req.body.email } })
  if (existing) {
    return res.status(409).end()
  }
  // ruleid: missing-unique-constraint
  const user = await prisma.user.create({ data: { email: req.body.email } })
  res.status(201).json(user)
})

app.post('/users/handle', async (req, res) => {
  const existing = await prisma.user.findUnique({ where: { handle: req.body.handle } })
  if (existing) {
    return res.status(409).end()
  }
  // ok: missing-unique-constraint
  const user = await prisma.user.create({ data: { handle: req.body.handle } })
  res.status(201).json(user)
})

app.post('/users/copy', async (req, res) => {
  const template = await prisma.user.findFirst({ where: { email: req.body.email } })
  if (!template) {
    return res.status(404).end()
  }
  // ok: missing-unique-constraint
  const user = await prisma.user.create({ data: { email: req.body.email } })
  res.status(201).json(user)
})

app.listen(3000)
