const express = require('express');

// ok: missing-health-check
const app = express();
app.get('/a', (req, res) => res.json({}));
app.get('/b', (req, res) => res.json({}));
app.get('/status', (req, res) => res.json({}));
