const http = require('http')
const app = require('./app')

// ruleid: server-without-timeouts
const endless = http.createServer({ requestTimeout: 0 }, app)

// ok: server-without-timeouts
const server = http.createServer({ requestTimeout: 60_000 }, app)
// ruleid: server-without-timeouts
server.headersTimeout = 0
// ok: server-without-timeouts
server.keepAliveTimeout = 65_000

endless.listen(3000)
server.listen(3001)
