import { eq } from 'drizzle-orm'

import { db } from './db'
import { orders } from './schema'

export async function close(owner: string) {
  // ruleid: write-without-filter
  await db.delete(orders)
  // ruleid: write-without-filter
  await db.update(orders).set({ open: false })
  // ok: write-without-filter
  await db.delete(orders).where(eq(orders.owner, owner))
  // ok: write-without-filter
  await db.update(orders).set({ open: false }).where(eq(orders.owner, owner))
}
