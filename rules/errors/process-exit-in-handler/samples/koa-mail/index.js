const Koa = require('koa')
const Router = require('@koa/router')

const app = new Koa()
const router = new Router()

router.post('/mails', async (ctx) => {
  try {
    await send(ctx.request.body)
    ctx.status = 202
  } catch (err) {
    // ruleid: process-exit-in-handler
    process.exit(1)
  }
})

router.get('/mails', async (ctx) => {
  // ok: process-exit-in-handler
  ctx.throw(501)
})

async function send(mail) {
  return fetch('https://mail.example.com', { method: 'POST', body: JSON.stringify(mail), signal: AbortSignal.timeout(1000) })
}

app.use(router.routes())
app.listen(3000)
