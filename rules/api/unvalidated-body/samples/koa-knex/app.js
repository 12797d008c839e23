const Koa = require('koa')
const Router = require('@koa/router')
const Joi = require('joi')
const knex = require('knex')({ client: 'pg' })

const app = new Koa()
const router = new Router()
const note = Joi.object({ text: Joi.string().max(1000).required() })

// ruleid: unvalidated-body
router.post('/notes', async (ctx) => {
  ctx.body = await knex('notes').insert({ text: ctx.request.body.text })
})

// ok: unvalidated-body
router.post('/joi/notes', async (ctx) => {
  const { text } = await note.validateAsync(ctx.request.body)
  ctx.body = await knex('notes').insert({ text })
})

app.use(router.routes())
app.listen(3000)
