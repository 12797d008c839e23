function SessionHandler(store) {
  this.login = (req, res, next) => {
    // ruleid: print-logging
    console.log('login of', req.body.name)
    store.open(req.body.name, next)
  }

  // ok: print-logging
  console.log('handler made')
}

module.exports = SessionHandler
