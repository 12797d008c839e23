import { DataSource } from 'typeorm'

import { Order } from './order'

export async function close(source: DataSource, owner: number) {
  // ruleid: write-without-filter
  await source.createQueryBuilder().delete().from(Order).execute()
  // ok: write-without-filter
  await source.createQueryBuilder().delete().from(Order).where('owner = :owner', { owner }).execute()
}
