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

import { tool } from '@langchain/core/tools'
import pLimit from 'p-limit'

const limit = pLimit(5)

app.post('/agents/:id/run', async (req, res) => {
  const wanted = await prisma.tool.findMany({ where: { agentId: req.params.id }, take: 20 })
  const tools = []
  for (const item of wanted) {
    const made = tool(
      async (input) => {
        // ok: query-in-loop
        const connections = await prisma.connection.findMany({ where: { toolId: item.id } })
        return run(connections, input)
      },
      { name: item.name },
    )
    tools.push(made)
  }
  res.json(await answer(tools, req.body.question))
})

app.post('/agents/:id/check', async (req, res) => {
  const wanted = await prisma.tool.findMany({ where: { agentId: req.params.id }, take: 20 })
  const checks = []
  for (const item of wanted) {
    // ruleid: query-in-loop
    checks.push(limit(async () => prisma.connection.findMany({ where: { toolId: item.id } })))
  }
  res.json(await Promise.all(checks))
})
