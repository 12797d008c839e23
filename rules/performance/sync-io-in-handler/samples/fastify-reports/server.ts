import Fastify from 'fastify'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { createGzip, gzipSync } from 'node:zlib'

const app = Fastify({
  // ok: sync-io-in-handler
  https: { key: readFileSync('key.pem'), cert: readFileSync('cert.pem') },
})

app.addHook('onReady', async () => {
  // ok: sync-io-in-handler
  readFileSync('warm-up.json')
})

app.get('/report', async (request, reply) => {
  // ruleid: sync-io-in-handler
  return reply.header('content-encoding', 'gzip').send(gzipSync(await build()))
})

app.get('/report/stream', async (request, reply) => {
  // pedantic: sync-io-in-handler
  if (!existsSync('report.csv')) return reply.code(404).send()
  // ok: sync-io-in-handler
  return reply.send(createReadStream('report.csv').pipe(createGzip()))
})

async function build(): Promise<string> {
  return 'a,b'
}

app.listen({ port: 3000 })
