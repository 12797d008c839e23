const fastify = require('fastify')({ logger: true })
const Koa = require('koa')
const { Hono } = require('hono')

fastify.get('/a', async (request) => {
  // ruleid: print-logging
  console.log('a')
  // ok: print-logging
  request.log.info('a')
  return {}
})

const koa = new Koa()
koa.use(async (ctx, next) => {
  // ruleid: print-logging
  console.debug(ctx.path)
  await next()
})

const hono = new Hono()
hono.get('/b', (c) => {
  // ruleid: print-logging
  console.warn('b')
  return c.text('b')
})

fastify.listen({ port: 3000 }, () => {
  // ok: print-logging
  console.log('up')
})
koa.listen(3001)
