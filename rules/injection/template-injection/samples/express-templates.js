const express = require('express');
const ejs = require('ejs');
const pug = require('pug');
const Handlebars = require('handlebars');
const nunjucks = require('nunjucks');
const _ = require('lodash');
const mustache = require('mustache');
const { compile } = require('handlebars');

const app = express();
const VIEWS = { home: 'home', about: 'about' };

app.get('/hello', (req, res) => {
  const name = req.query.name;
  // ruleid: template-injection
  let page = ejs.render('<h1>Hello ' + name + '</h1>');
  // ruleid: template-injection
  page = pug.compile(`h1 Hello ${name}`)();
  // ruleid: template-injection
  page = Handlebars.compile(req.body.template)({});
  // ruleid: template-injection
  page = nunjucks.renderString('Hello ' + name, {});
  // ruleid: template-injection
  page = _.template(req.body.template)();
  // ruleid: template-injection
  page = mustache.render(req.body.template, {});
  // ruleid: template-injection
  page = compile(req.body.template)({});
  // ok: template-injection
  page = ejs.render('<h1>Hello <%= name %></h1>', { name });
  // ok: template-injection
  page = pug.render('h1= name', { name });
  // ok: template-injection
  page = Handlebars.compile('Hello {{name}}')({ name });
  // ok: template-injection
  page = nunjucks.renderString('Hello {{ name }}', { name });
  // ok: template-injection
  page = _.template('Hello <%- name %>')({ name });
  res.send(page);
});

app.get('/view', (req, res) => {
  // ruleid: template-injection
  res.render(req.query.view);
  // ruleid: template-injection
  res.render('overview', req.query);
  // ruleid: template-injection
  res.render('overview', { title: 'x', ...req.body });
  // ruleid: template-injection
  res.render(`pages/${req.params.page}`, {});
  // ok: template-injection
  res.render('overview', { name: req.query.name });
  // ok: template-injection
  res.render('overview', { query: req.query });
  // ok: template-injection
  res.render(VIEWS[req.query.view]);
});

function banner(text) {
  // ruleid: template-injection
  return ejs.render(`<b>${text}</b>`);
}

function mail(user) {
  // ok: template-injection
  return ejs.render('<b><%= user.name %></b>', { user });
}

module.exports = { app, banner, mail };
