class Page {
  constructor(title) {
    this.title = title
  }

  send(res) {
    // ruleid: unescaped-html
    res.send(`<html><h1>${this.title}</h1></html>`)
  }

  sendEscaped(res) {
    // ok: unescaped-html
    res.send(`<html><h1>${this.title}</h1></html>`)
  }

  sendAmount(res) {
    // ok: unescaped-html
    res.send(`<html><h1>${this.title}</h1></html>`)
  }
}

module.exports = { Page }
