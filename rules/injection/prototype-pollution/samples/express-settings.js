const express = require("express");
const _ = require("lodash");
const extend = require("extend");
const deepExtend = require("deep-extend");
const objectPath = require("object-path");
const Joi = require("joi");

const app = express();
app.use(express.json());

const settings = { theme: "light", language: "en" };
const SECTIONS = ["mail", "search"];
const schema = Joi.object({ theme: Joi.string(), language: Joi.string() });

app.patch("/settings", (req, res) => {
  // ruleid: prototype-pollution
  _.merge(settings, req.body);
  // ruleid: prototype-pollution
  _.defaultsDeep(settings, JSON.parse(req.body.raw));
  // ruleid: prototype-pollution
  extend(true, settings, req.body);
  // ruleid: prototype-pollution
  deepExtend(settings, req.body.settings);
  res.json(settings);
});

app.put("/settings", (req, res) => {
  // ok: prototype-pollution
  _.merge(settings, { theme: String(req.body.theme) });
  // ok: prototype-pollution
  _.merge(settings, _.pick(req.body, ["theme", "language"]));
  const { value } = schema.validate(req.body);
  // ok: prototype-pollution
  _.merge(settings, value);
  // ok: prototype-pollution
  Object.assign(settings, req.body);
  res.json(settings);
});

app.put("/settings/:path", (req, res) => {
  // ruleid: prototype-pollution
  _.set(settings, req.params.path, req.body.value);
  // ruleid: prototype-pollution
  objectPath.set(settings, req.query.path, req.body.value);
  // ruleid: prototype-pollution
  objectPath.withInheritedProps.set(settings, req.query.path, req.body.value);
  // ok: prototype-pollution
  _.merge(settings, { headers: { language: req.get("accept-language") } });
  // ok: prototype-pollution
  _.merge(settings, { from: req.params.place, session: req.headers["x-session"] });
  // ok: prototype-pollution
  _.set(settings, "mail.sender", req.body.value);
  res.json(settings);
});

app.put("/sections/:section/:name", (req, res) => {
  const { section, name } = req.params;
  // ruleid: prototype-pollution
  settings[section][name] = req.body.value;
  // ok: prototype-pollution
  settings.mail[name] = req.body.value;
  res.json(settings);
});

app.put("/known/:section", (req, res) => {
  const { section } = req.params;
  if (!SECTIONS.includes(section)) {
    return res.status(404).end();
  }
  // ok: prototype-pollution
  settings[section].enabled = req.body.enabled;
  const seen = new Map();
  // ok: prototype-pollution
  seen.set(section, req.body);
  return res.json(settings);
});

app.put("/guarded/:section", (req, res) => {
  const { section } = req.params;
  if (section === "__proto__" || section === "constructor") return res.status(400).end();
  // ok: prototype-pollution
  settings[section].value = req.body.value;
  return res.json(settings);
});

const lists = Object.create(null);
app.post("/lists/:list", (req, res) => {
  // ok: prototype-pollution
  lists[req.params.list].updated = Date.now();
  res.json(lists);
});
