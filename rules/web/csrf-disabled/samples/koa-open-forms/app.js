const Koa = require('koa')
const views = require('koa-views')

const app = new Koa()
app.use(views('./views'))
app.use(async (ctx) => ctx.render('search'))
