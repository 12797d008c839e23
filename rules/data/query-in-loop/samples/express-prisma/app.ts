import express from 'express'
import { PrismaClient } from '@prisma/client'

const prisma = new PrismaClient()
const app = express()
app.use(express.json())

app.get('/teams', async (req, res) => {
  const teams = await prisma.team.findMany({ take: 50 })
  const rows = []
  for (const team of teams) {
    // ruleid: query-in-loop
    const members = await prisma.member.findMany({ where: { teamId: team.id } })
    rows.push({ ...team, members })
  }
  res.json(rows)
})

app.get('/owners', async (req, res) => {
  const teams = await prisma.team.findMany({ take: 50 })
  // Prisma gathers them into one query.
  // ok: query-in-loop
  res.json(await Promise.all(teams.map((team) => prisma.user.findUnique({ where: { id: team.ownerId } }))))
})

app.get('/owners/slow', async (req, res) => {
  const owners = []
  for (const team of await prisma.team.findMany({ take: 50 })) {
    // ruleid: query-in-loop
    owners.push(await prisma.user.findUnique({ where: { id: team.ownerId } }))
  }
  res.json(owners)
})

app.get('/members', async (req, res) => {
  const teams = await prisma.team.findMany({ take: 50 })
  // ok: query-in-loop
  const members = await prisma.member.findMany({ where: { teamId: { in: teams.map((team) => team.id) } } })
  res.json(members)
})

app.listen(3000)
