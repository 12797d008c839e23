const fs = require('fs')
const http = require('http')

const server = http.createServer((req, res) => {
  // ruleid: sync-io-in-handler
  res.end(fs.readFileSync('index.html'))
})

function start() {
  // ok: sync-io-in-handler
  const port = Number(fs.readFileSync('port.txt', 'utf8'))
  server.listen(port)
}

start()
