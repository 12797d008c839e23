import { PrismaClient } from '@prisma/client'

const prisma = new PrismaClient()

export async function mailer() {
  return prisma.mailServer.findFirst()
}

export async function turnOffMail() {
  // ok: write-without-filter
  await prisma.mailServer.deleteMany({})
}

export async function publish(rates: { currency: string; rate: number }[]) {
  // ok: write-without-filter
  await prisma.rate.deleteMany()
  await prisma.rate.createMany({ data: rates })
}

export async function leave(userId: string) {
  // Delete all messages of the user who leaves.
  // ruleid: write-without-filter
  await prisma.message.deleteMany({})
}

export async function vote() {
  // The rules are other ones now, so all votes begin anew.
  // ok: write-without-filter
  await prisma.vote.deleteMany({})
}

class OrderRepository {
  constructor(private readonly client: PrismaClient) {}

  async remove(id: string) {
    // ruleid: write-without-filter
    await this.client.order.deleteMany()
  }
}

const CLOSE = 'UPDATE orders SET open = false'

export async function close() {
  // ruleid: write-without-filter
  await prisma.$executeRawUnsafe(CLOSE)
}

export async function closeSome(where: string | undefined) {
  // todoruleid: write-without-filter (a filter that is empty when the program runs)
  await prisma.order.updateMany({ where: where ? { owner: where } : {}, data: { open: false } })
}
