const express = require("express");
const escapeHtml = require("escape-html");
const sanitizeHtml = require("sanitize-html");
const Handlebars = require("handlebars");
const User = require("./user");

const app = express();

app.get("/hello", (req, res) => {
  // ruleid: unescaped-html
  res.send(`<h1>Hello ${req.query.name}</h1>`);
});

app.get("/hello/:name", (req, res) => {
  const { name } = req.params;
  // ruleid: unescaped-html
  res.status(404).send("No user " + name);
});

app.get("/bare", (req, res) => {
  // ruleid: unescaped-html
  res.send(req.query.text);
});

app.post("/list", (req, res) => {
  let page = "<ul>";
  for (const item of req.body.items) {
    page += "<li>" + item + "</li>";
  }
  // ruleid: unescaped-html
  res.send(page);
});

app.get("/written", (req, res) => {
  // ruleid: unescaped-html
  res.write("<p>" + req.query.text + "</p>");
  res.end();
});

app.get("/marked", (req, res) => {
  // ruleid: unescaped-html
  res.render("note", { note: new Handlebars.SafeString(req.query.note) });
});

app.get("/escaped", (req, res) => {
  // ok: unescaped-html
  res.send(`<h1>Hello ${escapeHtml(req.query.name)}</h1>`);
  // ok: unescaped-html
  res.render("hello", { name: req.query.name });
});

app.post("/cleaned", (req, res) => {
  // ok: unescaped-html
  res.send("<div>" + sanitizeHtml(req.body.text) + "</div>");
});

app.post("/objects", async (req, res) => {
  // ok: unescaped-html
  res.send(req.body);
  // ok: unescaped-html
  res.send({ name: req.body.name });
  const user = await User.create({ name: req.body.name });
  // ok: unescaped-html
  res.status(201).send(user);
});

app.get("/json", (req, res) => {
  // ok: unescaped-html
  res.json(`Hello ${req.query.name}`);
});

app.get("/plain", (req, res) => {
  res.type("text/plain");
  // ok: unescaped-html
  res.send(`Hello ${req.query.name}`);
});

app.get("/number", (req, res) => {
  // ok: unescaped-html
  res.send(`<h1>Page ${Number(req.query.page)}</h1>`);
});

const page = (title) => `<html><h1>${title}</h1></html>`;

app.get("/paged", (req, res) => {
  // ruleid: unescaped-html
  res.send(page(req.query.title));
  // ok: unescaped-html
  res.send(page(escapeHtml(req.query.title)));
});

app.post("/echo", (req, res) => {
  const text = req.body.text;
  // ruleid: unescaped-html
  res.send(text);
});
