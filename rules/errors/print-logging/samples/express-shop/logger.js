module.exports = {
  info(message) {
    // ok: print-logging
    console.log(JSON.stringify({ level: 'info', time: Date.now(), message }))
  },
}
