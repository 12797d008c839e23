const ejs = require('ejs');
const pug = require('pug');
const Handlebars = require('handlebars');
const nunjucks = require('nunjucks');
const _ = require('lodash');

const VIEWS = { home: 'home', about: 'about' };

module.exports = (app) => {
  app.get('/hello', (req, res) => {
    // ruleid: template-injection
    res.send(ejs.render(`<p>Hello ${req.query.name}</p>`));
  });
  app.get('/pug', (req, res) => {
    const source = 'p Hello ' + req.query.name;
    // ruleid: template-injection
    res.send(pug.render(source));
  });
  app.post('/preview', (req, res) => {
    // ruleid: template-injection
    const template = Handlebars.compile(req.body.template);
    // ruleid: template-injection
    const other = _.template(req.body.template);
    // ruleid: template-injection
    const third = nunjucks.renderString(req.body.template, { user: req.user });
    res.send(template({}) + other({}) + third);
  });
  app.get('/page', (req, res) => {
    // ruleid: template-injection
    res.render(req.query.page);
  });
  app.get('/profile', (req, res) => {
    // ruleid: template-injection
    res.render('profile', req.query);
  });
  app.get('/safe', (req, res) => {
    // ok: template-injection
    const first = ejs.render('<p>Hello <%= name %></p>', { name: req.query.name });
    // ok: template-injection
    const second = Handlebars.compile('Hello {{name}}')({ name: req.query.name });
    // ok: template-injection
    res.render('hello', { name: req.query.name, first, second });
  });
  app.get('/known', (req, res) => {
    // ok: template-injection
    res.render(VIEWS[req.query.page]);
  });
};
