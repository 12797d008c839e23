const express = require('express');
const { secure } = require('./secure');

// ok: missing-security-headers
const app = express();
secure(app);
app.get('/orders', (req, res) => res.json([]));
app.post('/orders', (req, res) => res.status(201).end());
app.get('/orders/:id', (req, res) => res.json({}));
app.listen(3000);
