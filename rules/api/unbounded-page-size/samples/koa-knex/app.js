const Koa = require('koa')
const Router = require('@koa/router')
const knex = require('knex')({ client: 'pg' })

const app = new Koa()
const router = new Router()

// ruleid: unbounded-page-size
router.get('/notes', async (ctx) => {
  const limit = Number(ctx.query.limit) || 20
  ctx.body = await knex('notes').select('id', 'text').orderBy('id').limit(limit)
})

// ok: unbounded-page-size
router.get('/capped/notes', async (ctx) => {
  const limit = Math.min(Number(ctx.query.limit) || 20, 100)
  ctx.body = await knex('notes').select('id', 'text').orderBy('id').limit(limit)
})

// ruleid: unbounded-page-size
router.get('/checked/notes', async (ctx) => {
  const limit = ctx.checkQuery('limit').empty().toInt().gt(0).default(20).value
  ctx.body = await knex('notes').select('id', 'text').orderBy('id').limit(limit)
})

// ok: unbounded-page-size
router.get('/bounded/notes', async (ctx) => {
  const limit = ctx.checkQuery('limit').empty().toInt().gt(0).le(100).default(20).value
  ctx.body = await knex('notes').select('id', 'text').orderBy('id').limit(limit)
})

app.use(router.routes())
app.listen(3000)
