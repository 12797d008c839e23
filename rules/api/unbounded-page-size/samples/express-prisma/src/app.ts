import { PrismaClient } from '@prisma/client'
import express, { Request, Response } from 'express'

const prisma = new PrismaClient()
const app = express()
const MAX_TAKE = 100

// ruleid: unbounded-page-size
app.get('/users', async (req: Request, res: Response) => {
  const take = Number(req.query.take ?? 20)
  res.json(await prisma.user.findMany({ where: { active: true }, take, orderBy: { id: 'asc' } }))
})

// ok: unbounded-page-size
app.get('/capped/users', async (req: Request, res: Response) => {
  const take = Math.min(Number(req.query.take ?? 20), MAX_TAKE)
  res.json(await prisma.user.findMany({ where: { active: true }, take, orderBy: { id: 'asc' } }))
})

// ok: unbounded-page-size
app.get('/search/users', async (req: Request, res: Response) => {
  res.json(await prisma.user.findMany({ where: { name: String(req.query.name) }, take: 20 }))
})

app.listen(3000)
