const { Search } = require('./search')

module.exports = { SearchService: Search }
