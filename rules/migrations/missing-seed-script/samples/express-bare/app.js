const express = require("express");

// ruleid: missing-seed-script
const app = express();
app.get("/items", (req, res) => res.json([]));
module.exports = app;
