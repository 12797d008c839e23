const ejs = require('ejs');
const { textOf } = require('./texts');

// ruleid: template-injection
exports.render = (template, values) => ejs.render(template, values);

// ok: template-injection
exports.renderNamed = (name, values) => ejs.render(textOf(name), values);
