import Koa from 'koa'
import Router from '@koa/router'
import fs from 'fs-extra'

const app = new Koa()
const router = new Router()

router.get('/pages/:name', async (ctx) => {
  // ruleid: sync-io-in-handler
  ctx.body = fs.readJsonSync('pages.json')[ctx.params.name]
})

router.get('/pages/:name/async', async (ctx) => {
  // ok: sync-io-in-handler
  ctx.body = (await fs.readJson('pages.json'))[ctx.params.name]
})

app.use(router.routes())
app.listen(3000)
