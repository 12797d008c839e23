const schedule = require('node-schedule')
const Redis = require('ioredis')

const redis = new Redis()
const JOB_INFO_PREFIX = 'jobs:info:'

const mayRun = async (jobInfoKey, job, at) => {
  const known = await redis.get(jobInfoKey)
  if (known != null && JSON.parse(known).next > at.getTime()) {
    return false
  }
  const info = JSON.stringify({ next: job.nextInvocation().getTime() })
  // ok: cache-without-expiry
  await redis.set(jobInfoKey, info)
  return true
}

const start = (id, rule, work) => {
  const job = schedule.scheduleJob(id, rule, async (at) => {
    if (await mayRun(JOB_INFO_PREFIX + id, job, at)) {
      await work()
    }
  })
}

const remember = async (user) => {
  // ruleid: cache-without-expiry
  await redis.set(`user:${user.id}`, JSON.stringify(user))
}

module.exports = { start, remember }
