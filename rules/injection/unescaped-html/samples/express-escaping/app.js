const nunjucks = require('nunjucks')
const Handlebars = require('handlebars')
const Mustache = require('mustache')

// ruleid: unescaped-html
nunjucks.configure('views', { autoescape: false, express: app })
// ok: unescaped-html
nunjucks.configure('views', { autoescape: true, express: app })
// ok: unescaped-html
nunjucks.configure('views', { express: app })
// ruleid: unescaped-html
const page = Handlebars.compile(source, { noEscape: true })
// ok: unescaped-html
const subjectHandler = Handlebars.compile(SUBJECT_TEMPLATE, { noEscape: true })
// ok: unescaped-html
const other = Handlebars.compile(source)
// ruleid: unescaped-html
Mustache.escape = (text) => text
// ok: unescaped-html
Mustache.escape = (text) => escapeHtml(text)
