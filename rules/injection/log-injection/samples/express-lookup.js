const express = require("express");

const app = express();

app.get("/orders", (req, res) => {
  // ruleid: log-injection
  console.log("orders of " + req.query.user);
  // ok: log-injection
  console.log("orders for " + req.get("host"));
  res.status(204).end();
});
