const express = require('express');

const app = express();
app.get('/users', (req, res) => res.json([]));
// ruleid: untested-route
app.delete('/users/:id', (req, res) => res.sendStatus(204));
// ok: untested-route
app.get('/health', (req, res) => res.json({}));
module.exports = app;
