import { Kysely } from 'kysely'

interface Database {
  orders: { id: number; owner: number }
}

export async function close(db: Kysely<Database>, owner: number) {
  // ruleid: write-without-filter
  await db.deleteFrom('orders').execute()
  // ok: write-without-filter
  await db.deleteFrom('orders').where('owner', '=', owner).execute()
}
