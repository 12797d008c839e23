const express = require('express')
const { PrismaClient } = require('@prisma/client')

const prisma = new PrismaClient()
const app = express()

async function addMember(teamId, userId) {
  return prisma.member.create({ data: { teamId, userId } })
}

app.post('/teams', async (req, res) => {
  const team = await prisma.team.create({ data: { name: req.body.name } })
  // ruleid: missing-transaction
  await prisma.member.create({ data: { teamId: team.id, userId: req.body.userId } })
  res.status(201).json(team)
})

app.post('/teams/helper', async (req, res) => {
  const team = await prisma.team.create({ data: { name: req.body.name } })
  // ruleid: missing-transaction
  await addMember(team.id, req.body.userId)
  res.status(201).json(team)
})

app.post('/teams/nested', async (req, res) => {
  // ok: missing-transaction
  const team = await prisma.team.create({ data: { name: req.body.name, members: { create: { userId: req.body.userId } } } })
  res.status(201).json(team)
})

app.post('/teams/transaction', async (req, res) => {
  const team = await prisma.$transaction(async (tx) => {
    const made = await tx.team.create({ data: { name: req.body.name } })
    // ok: missing-transaction
    await tx.member.create({ data: { teamId: made.id, userId: req.body.userId } })
    return made
  })
  res.status(201).json(team)
})

app.delete('/teams/:id', async (req, res) => {
  const members = prisma.member.deleteMany({ where: { teamId: req.params.id } })
  // ok: missing-transaction
  const team = prisma.team.delete({ where: { id: req.params.id } })
  await prisma.$transaction([members, team])
  res.status(204).end()
})

app.delete('/teams/:id/plain', async (req, res) => {
  await prisma.member.deleteMany({ where: { teamId: req.params.id } })
  // ruleid: missing-transaction
  await prisma.team.delete({ where: { id: req.params.id } })
  res.status(204).end()
})

app.post('/teams/apart', async (req, res) => {
  const team = await prisma.team.create({ data: { name: req.body.name } })
  // ok: missing-transaction
  void addMember(team.id, req.body.userId)
  res.json(team)
})

app.post('/settle', async (req, res) => {
  await prisma.challenge.update({ where: { key: 'settled' }, data: { solved: true } })
  // ok: missing-transaction
  await prisma.basket.create({ data: { userId: req.body.userId } })
  res.end()
})

app.post('/login', async (req, res) => {
  const user = await prisma.user.update({ where: { id: req.body.id }, data: { online: true } })
  // ok: missing-transaction
  await prisma.session.create({ data: { userId: user.id } })
  res.json(user)
})

app.put('/teams/:id', async (req, res) => {
  if (req.body.name) {
    await prisma.team.update({ where: { id: req.params.id }, data: { name: req.body.name } })
    return res.json({})
  }
  // ok: missing-transaction
  await prisma.member.updateMany({ where: { teamId: req.params.id }, data: { userId: req.body.userId } })
  res.json({})
})

app.listen(3000)
