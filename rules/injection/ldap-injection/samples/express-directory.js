const express = require("express");
const ldap = require("ldapjs");
const ldapEscape = require("ldap-escape");

const app = express();
const client = ldap.createClient({ url: "ldaps://directory.example.org" });
const BASE = "ou=people,dc=example,dc=org";

app.get("/people", (req, res) => {
  // ruleid: ldap-injection
  client.search(BASE, { filter: `(cn=*${req.query.name}*)`, scope: "sub" }, (err, found) => res.json({ found }));
});

app.get("/people/:uid", (req, res) => {
  const { uid } = req.params;
  const options = {
    filter: "(uid=" + uid + ")",
    scope: "sub",
  };
  // ruleid: ldap-injection
  client.search(BASE, options, (err, found) => res.json({ found }));
});

app.get("/entries/:uid", (req, res) => {
  // ruleid: ldap-injection
  client.search(`uid=${req.params.uid},${BASE}`, { scope: "base" }, (err, found) => res.json({ found }));
});

app.get("/safe/:uid", (req, res) => {
  const filter = new ldap.EqualityFilter({ attribute: "uid", value: req.params.uid });
  // ok: ldap-injection
  client.search(BASE, { filter, scope: "sub" }, () => {});
  // ok: ldap-injection
  client.search(BASE, { filter: ldapEscape.filter`(uid=${req.params.uid})` }, () => {});
  // ok: ldap-injection
  client.search(BASE, { filter: "(objectClass=group)" }, (err, found) => res.json({ found }));
});

app.get("/products", (req, res) => {
  // ok: ldap-injection
  res.json(catalogue.search(req.query.q, { limit: 10 }));
});

app.get('/found', async (req, res) => {
  const fields = JSON.parse(req.query.fields);
  const limits = JSON.parse(req.query.limits);
  // ok: ldap-injection
  res.json(await ESClient.search(fields, limits.limit));
});
