const express = require('express');

// ok: missing-error-handler
const app = express();
app.get('/a', (req, res) => res.json({}));
app.get('/b', (req, res) => res.json({}));
app.get('/c', (req, res) => res.json({}));
app.get('/d', (req, res) => res.json({}));
app.get('/e', (req, res) => res.json({}));
app.use((failure, req, res, next) => res.status(500).json({}));
