const escapeHtml = require('escape-html')

class Search {
  constructor(finder) {
    this.finder = finder
  }

  heading(query) {
    return this.finder.heading(query)
  }

  escapedHeading(query) {
    return escapeHtml(this.finder.heading(query))
  }

  amount(query) {
    return Number(query)
  }
}

module.exports = { Search }
