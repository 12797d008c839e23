const express = require('express');
const logger = require('./logger');

const router = express.Router();

router.post('/events', (req, res) => {
  // Nothing says that these have secrets in them.
  // pedantic: sensitive-log
  logger.info('event', req.body);
  res.end();
});

router.post('/login', (req, res) => {
  // ruleid: sensitive-log
  logger.info('sign-in', req.body);
  res.end();
});

router.post('/profile', (req, res) => {
  // ruleid: sensitive-log
  logger.info('headers', req.headers);
  res.end();
});

function advance(workflowToken, userToken) {
  // The number of a workflow, as far as its name tells.
  // pedantic: sensitive-log
  logger.info('workflow', workflowToken);
  // ruleid: sensitive-log
  logger.info('user', userToken);
}

async function firstStart(users) {
  const temporaryPassword = await users.createAdmin();
  // Shown once, so that somebody can get in.
  // pedantic: sensitive-log
  logger.info(`Please login as admin with the password ${temporaryPassword}`);
}

module.exports = { router, advance, firstStart };
