const express = require("express");
const _ = require("lodash");
const RE2 = require("re2");
const Product = require("./product");

const app = express();

const escapeRegex = (text) => text.replace(/[-[\]{}()*+?.,\\^$|#\s]/g, "\\$&");

app.get("/products", async (req, res) => {
  const { search } = req.query;
  // ruleid: user-controlled-regex
  const products = await Product.find({ name: { $eq: new RegExp(search, "i") } });
  // ruleid: user-controlled-regex
  const starting = new RegExp("^" + req.query.prefix);
  // ok: user-controlled-regex
  const escaped = new RegExp(_.escapeRegExp(req.query.search), "i");
  // ok: user-controlled-regex
  const own = new RegExp(escapeRegex(req.query.search), "i");
  // ok: user-controlled-regex
  const linear = new RE2(req.query.search);
  res.json({ products, starting, escaped, own, linear });
});

app.get("/names", (req, res) => {
  const text = req.query.q.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  // ok: user-controlled-regex
  const pattern = new RegExp(`\\b${text}\\b`);
  // ok: user-controlled-regex
  const constant = new RegExp("^[a-z]+$").test(req.query.q);
  res.json({ pattern, constant });
});

app.get("/limits", (req, res) => {
  const count = Number(req.query.count);
  // ok: user-controlled-regex
  res.json(new RegExp(`^a{${count}}$`).test("aaa"));
});
