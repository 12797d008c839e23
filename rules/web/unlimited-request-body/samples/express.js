const bodyParser = require('body-parser')
const express = require('express')
const multer = require('multer')

const app = express()

// ok: unlimited-request-body
app.use(express.json())
// ok: unlimited-request-body
app.use('/small', express.json({ limit: '1mb' }))
// ruleid: unlimited-request-body
app.use('/large', express.json({ limit: '100mb' }))
// ruleid: unlimited-request-body
app.use(bodyParser.urlencoded({ extended: true, limit: '50mb' }))
// ruleid: unlimited-request-body
app.use(bodyParser.json({ limit: 50 * 1024 * 1024 }))
// ok: unlimited-request-body
app.use(bodyParser.json({ limit: 2 * 1024 * 1024 }))

// ruleid: unlimited-request-body
const upload = multer({ storage: multer.memoryStorage() })
// ruleid: unlimited-request-body
const disk = multer({ dest: 'uploads/' })
// ok: unlimited-request-body
const bounded = multer({ dest: 'uploads/', limits: { fileSize: 5_000_000 } })
// ok: unlimited-request-body
const fields = multer().none()

app.post('/a', upload.single('file'), (req, res) => res.end())
app.post('/b', disk.single('file'), (req, res) => res.end())
app.post('/c', bounded.single('file'), (req, res) => res.end())
app.post('/d', fields, (req, res) => res.end())
