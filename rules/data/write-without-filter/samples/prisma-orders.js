const { PrismaClient } = require('@prisma/client')

const prisma = new PrismaClient()

async function close(ownerId) {
  // ruleid: write-without-filter
  await prisma.order.deleteMany({})
  // ruleid: write-without-filter
  await prisma.order.deleteMany()
  // ruleid: write-without-filter
  await prisma.order.updateMany({ data: { open: false } })
  // ok: write-without-filter
  await prisma.order.deleteMany({ where: { ownerId } })
  // ok: write-without-filter
  await prisma.order.updateMany({ where: { ownerId }, data: { open: false } })
}

async function openAgain(where) {
  // ok: write-without-filter
  await prisma.order.updateMany({ where, data: { open: true } })
}

async function deleteAllOrders() {
  // ok: write-without-filter
  await prisma.order.deleteMany()
}

module.exports = { close, openAgain, deleteAllOrders }
