import { Hono } from 'hono'
import { generateKeyPair, generateKeyPairSync } from 'crypto'

const app = new Hono()

app.post('/keys', (c) => {
  // ruleid: sync-io-in-handler
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 4096 })
  return c.json({ key: publicKey.export({ type: 'spki', format: 'pem' }) })
})

app.post('/keys/later', (c) => {
  // ok: sync-io-in-handler
  generateKeyPair('rsa', { modulusLength: 4096 }, () => {})
  return c.body(null, 202)
})

export default app
