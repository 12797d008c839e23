import express from 'express'
import type { Transaction } from 'kysely'

import { type Database, db, inTransaction } from './db'

const app = express()

app.post('/teams', async (req, res) => {
  const team = await db.insertInto('teams').values({ name: req.body.name }).returning('id').executeTakeFirstOrThrow()
  // ruleid: missing-transaction
  await db.insertInto('team_members').values({ team_id: team.id, user_id: req.body.userId }).execute()
  res.json(team)
})

async function add(name: string, userId: number, trx?: Transaction<Database>) {
  const team = await (trx ?? db).insertInto('teams').values({ name }).returning('id').executeTakeFirstOrThrow()
  if (trx) {
    // ok: missing-transaction
    await trx.insertInto('team_members').values({ team_id: team.id, user_id: userId }).execute()
  }
  return team
}

app.post('/teams/bare', async (req, res) => {
  res.json(await add(req.body.name, req.body.userId))
})

app.delete('/teams/:id', async (req, res) => {
  await inTransaction(async (trx) => {
    await trx.deleteFrom('team_members').where('team_id', '=', Number(req.params.id)).execute()
    // ok: missing-transaction
    await trx.deleteFrom('teams').where('id', '=', Number(req.params.id)).execute()
  })
  res.end()
})

app.listen(3000)
