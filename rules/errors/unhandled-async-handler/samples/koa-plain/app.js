const Koa = require('koa')
const Router = require('@koa/router')

const app = new Koa()
const router = new Router()

// ok: unhandled-async-handler
router.get('/orders', async (ctx) => {
  ctx.body = await load()
})

async function load() {
  throw new Error('not yet')
}

app.use(router.routes())
app.listen(3000)
