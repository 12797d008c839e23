const { Converter } = require('./converter');

module.exports = { Converter, ...require('./network') };
