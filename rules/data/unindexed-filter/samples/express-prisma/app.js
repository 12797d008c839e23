const express = require('express')
const { PrismaClient } = require('@prisma/client')

const prisma = new PrismaClient()
const app = express()

app.get('/parcels/code/:code', async (req, res) => {
  // ruleid: unindexed-filter
  res.json(await prisma.parcel.findFirst({ where: { code: req.params.code } }))
})

app.get('/parcels/shelf/:shelf', async (req, res) => {
  // ok: unindexed-filter
  res.json(await prisma.parcel.findMany({ where: { shelf: req.params.shelf }, take: 20 }))
})

app.get('/parcels/courier/:courier', async (req, res) => {
  // ruleid: unindexed-filter
  res.json(await prisma.parcel.findMany({ where: { courier: req.params.courier }, take: 20 }))
})

app.get('/parcels/:id', async (req, res) => {
  // ok: unindexed-filter
  res.json(await prisma.parcel.findUnique({ where: { id: Number(req.params.id) } }))
})

app.listen(3000)
