const express = require("express");
const libxmljs = require("libxmljs2");
const expat = require("node-expat");
const xml2json = require("xml2json");
const { XMLParser } = require("fast-xml-parser");

const app = express();
app.use(express.text({ type: "application/xml" }));

app.post("/orders", (req, res) => {
  // ruleid: xml-external-entities
  const doc = libxmljs.parseXml(req.body, { noent: true, noblanks: true });
  res.json({ id: doc.get("//id").text() });
});

app.post("/orders/string", (req, res) => {
  const options = { noent: true };
  // ruleid: xml-external-entities
  const doc = libxmljs.parseXmlString(req.body, options);
  res.json({ id: doc.get("//id").text() });
});

app.post("/orders/safe", (req, res) => {
  // ok: xml-external-entities
  const doc = libxmljs.parseXml(req.body, { noent: false, nonet: true });
  // ok: xml-external-entities
  const plain = libxmljs.parseXml(req.body);
  // ok: xml-external-entities
  const object = new XMLParser().parse(req.body);
  res.json({ id: doc.get("//id").text(), plain: plain.root().name(), object });
});

app.post("/feeds", (req, res) => {
  const parser = new expat.Parser("UTF-8");
  // ruleid: xml-external-entities
  parser.write(req.body);
  // ruleid: xml-external-entities
  res.json(JSON.parse(xml2json.toJson(req.body)));
});

// ok: xml-external-entities
const defaults = xml2json.toJson("<defaults/>");
module.exports = { app, defaults };
