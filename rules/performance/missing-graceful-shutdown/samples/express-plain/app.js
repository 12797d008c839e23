const express = require('express')

const app = express()
app.get('/', (req, res) => res.json({ ok: true }))

// ruleid: missing-graceful-shutdown
app.listen(3000, () => console.log('listening'))
