const express = require('express')
const { PrismaClient } = require('@prisma/client')

const app = express()
const prisma = new PrismaClient()

app.post('/lines', async (req, res) => {
  for (const line of req.body.lines) {
    // ruleid: row-by-row-write
    await prisma.line.create({ data: line })
  }
  res.end()
})

app.post('/lines/at-once', async (req, res) => {
  // ruleid: row-by-row-write
  await Promise.all(req.body.lines.map((line) => prisma.line.create({ data: line })))
  res.end()
})

app.post('/lines/together', async (req, res) => {
  // ok: row-by-row-write
  await prisma.line.createMany({ data: req.body.lines })
  res.end()
})

app.post('/orders', async (req, res) => {
  for (const order of req.body.orders) {
    // ok: row-by-row-write
    const made = await prisma.order.create({ data: order })
    await prisma.line.createMany({ data: order.lines.map((line) => ({ ...line, orderId: made.id })) })
  }
  res.end()
})

app.listen(3000)
