const express = require('express');

// ruleid: missing-health-check
const app = express();
app.get('/a', (req, res) => res.json({}));
app.get('/b', (req, res) => res.json({}));
app.get('/c', (req, res) => res.json({}));
