const express = require("express");
const libxmljs = require("libxmljs2");
const xpath = require("xpath");
const { DOMParser } = require("@xmldom/xmldom");

const app = express();
const doc = new DOMParser().parseFromString("<accounts/>", "text/xml");

app.post("/login", (req, res) => {
  const { user, password } = req.body;
  // ruleid: xpath-injection
  const found = xpath.select(`//account[@user='${user}' and @password='${password}']`, doc);
  // ok: xpath-injection
  const safe = xpath.parse("//account[@user=$user]").select({ node: doc, variables: { user } });
  res.json({ found: found.length, safe: safe.length });
});

app.get("/accounts/:name", (req, res) => {
  const query = "//account[@user='" + req.params.name + "']";
  // ruleid: xpath-injection
  const first = xpath.select1(query, doc);
  // ok: xpath-injection
  const numbered = xpath.select(`//account[${Number(req.query.number)}]`, doc);
  // ok: xpath-injection
  const every = xpath.select("//account", doc);
  res.json({ first, numbered, every: every.length });
});

app.get("/books", (req, res) => {
  const books = libxmljs.parseXml("<books/>");
  // ruleid: xpath-injection
  const book = books.get("//book[@title='" + req.query.title + "']");
  // ok: xpath-injection
  const stored = new Map([["a", 1]]).get(req.query.title);
  res.json({ book, stored });
});
