import express from 'express'
import { PrismaClient } from '@prisma/client'

const prisma = new PrismaClient()
const app = express()

// ruleid: unpaginated-list
app.get('/contacts', async (req, res) => {
  const where = { secret: req.get('authorization') }
  res.json(await prisma.project.findUnique({ where }).contacts({ select: { email: true } }))
})

// ok: unpaginated-list
app.get('/events', async (req, res) => {
  const where = { secret: req.get('authorization') }
  const page = Math.max(Number(req.query.page) || 1, 1)
  res.json(await prisma.project.findUnique({ where }).events({ take: 100, skip: (page - 1) * 100 }))
})

// ok: unpaginated-list
app.get('/project', async (req, res) => {
  res.json(await prisma.contact.findUnique({ where: { id: String(req.query.contact) } }).project())
})

app.listen(3000)
