const express = require('express')
const winston = require('winston')
const { mask, issue } = require('./auth')

const app = express()
const logger = winston.createLogger({})

app.post('/login', async (req, res) => {
  const { email, password } = req.body
  // ruleid: sensitive-log, log-injection
  console.log('login', email, password)
  // ruleid: sensitive-log, log-injection
  console.log(`login ${email} ${password}`)
  // ruleid: sensitive-log
  logger.info('login', { email, password })
  // ruleid: sensitive-log, log-injection
  logger.info('login ' + req.body.password)
  // ruleid: sensitive-log
  logger.debug(req.body)
  // ruleid: sensitive-log
  logger.debug(`body: ${JSON.stringify(req.body)}`)
  // ruleid: sensitive-log
  console.log(req.headers)
  // ruleid: sensitive-log
  console.log('auth', req.headers.authorization)
  // ok: sensitive-log
  logger.info('login', { email })
  // ok: sensitive-log
  // ruleid: log-injection
  logger.info(`password changed for ${email}`)
  // ok: sensitive-log
  // ruleid: log-injection
  logger.info(req.body.email)
  // ok: sensitive-log
  console.log(req.headers['user-agent'])
  const accessToken = await issue(email)
  // ruleid: sensitive-log
  logger.info('issued', accessToken)
  // ok: sensitive-log
  logger.info('issued', mask(accessToken))
  // ok: sensitive-log
  logger.info('issued', !!accessToken, accessToken.length)
  // ruleid: sensitive-log
  console.error('bad key', process.env.STRIPE_SECRET_KEY)
  const maxTokens = 5
  // ok: sensitive-log
  // ruleid: log-injection
  logger.info('limit', maxTokens, req.body.csrfToken, req.params.tokenId)
  res.json({ accessToken })
})

function verify(token) {
  // ruleid: sensitive-log
  winston.warn('invalid token ' + token)
  // ok: sensitive-log
  winston.warn('invalid token')
}

module.exports = { app, verify }

function verified(idToken) {
  const decodedToken = jwt.verify(idToken, process.env.KEY);
  // ok: sensitive-log
  logger.info(`signed in: ${JSON.stringify(decodedToken)}`);
  // ruleid: sensitive-log
  logger.info(`signed in with ${idToken}`);
}
