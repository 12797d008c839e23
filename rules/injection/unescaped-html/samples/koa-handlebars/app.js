const Koa = require('koa')
const Router = require('@koa/router')
const render = require('koa-views')

const app = new Koa()
const router = new Router()
app.use(render('./views', { map: { hbs: 'handlebars' }, extension: 'hbs' }))

router.get('/search', async (ctx) => {
  await ctx.render('search', { q: ctx.query.q, total: 3, user: { name: ctx.query.name } })
})

router.post('/comments', async (ctx) => {
  const comments = ctx.request.body.texts.map((text) => ({ text }))
  await ctx.render('comments', { comments, heading: 'Comments' })
})

app.use(router.routes())
