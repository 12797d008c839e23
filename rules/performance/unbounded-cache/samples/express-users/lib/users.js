const { LRUCache } = require('lru-cache')

const byId = new Map()
const byMail = {}
const recent = new LRUCache({ max: 500 })
const sessions = new Map()
const formatters = {}

// ok: unbounded-cache
formatters['json'] = JSON.stringify

exports.find = async (id) => {
  if (!byId.has(id)) {
    // ruleid: unbounded-cache
    byId.set(id, await load(id))
  }
  // ok: unbounded-cache
  recent.set(id, byId.get(id))
  return byId.get(id)
}

exports.findByMail = async (mail) => {
  const key = mail.toLowerCase()
  // ruleid: unbounded-cache
  byMail[key] = byMail[key] || (await load(key))
  return byMail[key]
}

exports.login = (token, user) => {
  // ok: unbounded-cache
  sessions.set(token, user)
}

exports.logout = (token) => sessions.delete(token)

class Avatars {
  constructor() {
    this.byId = new Map()
  }

  find(id) {
    // ruleid: unbounded-cache
    this.byId.set(id, `/avatars/${id}`)
    return this.byId.get(id)
  }
}

exports.avatars = (id) => avatars.find(id)

const avatars = new Avatars()

async function load(id) {
  return { id }
}
