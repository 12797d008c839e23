import { Kysely, PostgresDialect, Transaction } from 'kysely'

export interface Database {
  teams: { id: number; name: string }
  team_members: { team_id: number; user_id: number }
}

export const db = new Kysely<Database>({ dialect: new PostgresDialect({}) })

export async function inTransaction<T>(work: (trx: Transaction<Database>) => Promise<T>, given?: Transaction<Database>): Promise<T> {
  if (given) {
    return await work(given)
  } else {
    return await db.transaction().execute((trx) => work(trx))
  }
}
