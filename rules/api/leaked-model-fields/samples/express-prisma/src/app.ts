import express from 'express'
import { PrismaClient } from '@prisma/client'

const prisma = new PrismaClient()
const app = express()

app.get('/users', async (req, res) => {
  const users = await prisma.user.findMany({ take: 50 })
  // ruleid: leaked-model-fields
  res.json(users)
})

app.get('/users/:id', async (req, res) => {
  const user = await prisma.user.findUnique({ where: { id: Number(req.params.id) } })
  // ruleid: leaked-model-fields
  res.json({ ...user, kind: 'user' })
})

app.get('/v2/users', async (req, res) => {
  // ok: leaked-model-fields
  res.json(await prisma.user.findMany({ select: { id: true, email: true }, take: 50 }))
})

app.get('/v2/users/:id', async (req, res) => {
  const user = await prisma.user.findUnique({ where: { id: Number(req.params.id) } })
  const { passwordHash, ...shown } = user
  // ok: leaked-model-fields
  res.json(shown)
})

app.get('/v3/users/:id', async (req, res) => {
  const user = await prisma.user.findUnique({ where: { id: Number(req.params.id) } })
  // ok: leaked-model-fields
  res.json({ ...user, passwordHash: undefined })
})

app.get('/v4/users', async (req, res) => {
  const users = await prisma.user.findMany({ omit: { passwordHash: true }, take: 50 })
  // ok: leaked-model-fields
  res.json(users.map((user) => user))
})

app.get('/v5/users', async (req, res) => {
  const users = await prisma.user.findMany({ take: 50 })
  // ok: leaked-model-fields
  res.json(users.map(({ id, email }) => ({ id, email })))
})

app.get('/users/count', async (req, res) => {
  // ok: leaked-model-fields
  res.json(await prisma.user.count())
})

app.get('/posts', async (req, res) => {
  // ok: leaked-model-fields
  res.json(await prisma.post.findMany({ take: 50 }))
})

// The page of a project shows the key that its owner is to use.
app.get('/projects', async (req, res) => {
  const projects = await prisma.project.findMany({ take: 50 })
  // ok: leaked-model-fields
  res.json(projects)
})

app.listen(3000)
