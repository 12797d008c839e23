const { readFileSync } = require('node:fs')
const path = require('path')

// ok: sync-io-in-handler
const index = JSON.parse(readFileSync('reports/index.json', 'utf8'))

function read(name) {
  // ruleid: sync-io-in-handler
  return readFileSync(path.join('reports', path.basename(name)), 'utf8')
}

exports.load = (name) => ({ title: index[name], text: read(name) })

const translated = {}

function translation(name) {
  if (translated[name]) return translated[name]
  // ok: sync-io-in-handler
  const text = readFileSync(path.join('translations', path.basename(name)), 'utf8')
  translated[name] = text
  return text
}

exports.translated = (name) => translation(name)

exports.warmUp = () => {
  // ok: sync-io-in-handler
  return readFileSync('reports/all.json', 'utf8')
}
