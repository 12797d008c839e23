const Koa = require('koa')
const Router = require('@koa/router')
const store = require('./store')

const app = new Koa()
const router = new Router()

router.get('/orders/:id', async (ctx) => {
  const order = await store.find(ctx.params.id)
  if (!order) {
    // ruleid: error-with-success-status
    ctx.body = { error: 'no such order' }
    return
  }
  ctx.body = order
})

router.put('/orders/:id', async (ctx) => {
  try {
    ctx.body = await store.replace(ctx.params.id, ctx.request.body)
  } catch (err) {
    ctx.status = 409
    // ok: error-with-success-status
    ctx.body = { error: err.message }
  }
})

router.delete('/orders/:id', async (ctx) => {
  try {
    await store.remove(ctx.params.id)
    ctx.status = 204
  } catch (err) {
    // ok: error-with-success-status
    ctx.body = { error: err.message }
    ctx.status = 500
  }
})

app.use(router.routes())
app.listen(3000)
