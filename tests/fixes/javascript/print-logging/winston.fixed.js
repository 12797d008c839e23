const express = require('express')
const winston = require('winston')

const logger = winston.createLogger({ transports: [new winston.transports.Console()] })
const app = express()

app.get('/', (req, res) => {
	logger.warn(`asked by ${req.ip}`)
	res.end()
})
