const { Audit } = require('./models')

async function record(what, id) {
  await Audit.create({ what, id })
}

async function recordSafely(what, id) {
  try {
    await Audit.create({ what, id })
  } catch (err) {
    process.emitWarning(err)
  }
}

async function recordLater(id) {
  await Audit.create({ what: 'later', id })
}

module.exports = { record, recordSafely, recordLater }
