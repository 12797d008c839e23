const Koa = require('koa')
const Router = require('@koa/router')
const mongoose = require('mongoose')

const Line = mongoose.model('Line', new mongoose.Schema({ sku: String }))
const app = new Koa()
const router = new Router()

router.post('/lines', async (ctx) => {
  for (const sku of ctx.request.body.skus) {
    // ruleid: row-by-row-write
    await Line.create({ sku })
  }
})

router.post('/lines/together', async (ctx) => {
  // ok: row-by-row-write
  await Line.insertMany(ctx.request.body.skus.map((sku) => ({ sku })))
})

app.use(router.routes())
app.listen(3000)
