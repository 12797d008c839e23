import Fastify from 'fastify'
import view from '@fastify/view'

const app = Fastify()
app.register(view, { engine: { nunjucks: require('nunjucks') }, root: 'views' })

app.get<{ Querystring: { q: string } }>('/search', async (request, reply) => {
  return reply.view('results.njk', { q: request.query.q, site: 'Shop' })
})
