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

function page(req: Request) {
  const asked = Number(req.query.limit ?? 10)
  return { limit: asked > MAX_TAKE ? MAX_TAKE : asked }
}

async function find(params: { limit: number; search: unknown }) {
  return prisma.user.findMany({ where: { name: String(params.search) }, take: params.limit })
}

// what is searched for says nothing of how many rows are read
// ok: unbounded-page-size
app.get('/pages/users', async (req: Request, res: Response) => {
  const { limit } = page(req)
  const search = req.query.search
  res.json(await find({ limit, search }))
})

// ruleid: unbounded-page-size
app.get('/free/users', async (req: Request, res: Response) => {
  const limit = Number(req.query.limit ?? 10)
  const search = req.query.search
  res.json(await find({ limit, search }))
})

app.listen(3000)
