const Koa = require('koa')
const Router = require('@koa/router')
const knex = require('knex')({ client: 'pg' })

const app = new Koa()
const router = new Router()

router.delete('/orders/:id', async (ctx) => {
  // ruleid: floating-promise
  knex('orders').where({ id: ctx.params.id }).del()
  // ok: floating-promise
  await knex('audit').insert({ id: ctx.params.id })
  ctx.status = 204
})

app.use(router.routes())
app.listen(3000)
