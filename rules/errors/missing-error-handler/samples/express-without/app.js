const express = require('express');

// ruleid: missing-error-handler
const app = express();
app.use(express.json());
app.get('/a', (req, res) => res.json({}));
app.get('/b', (req, res) => res.json({}));
app.get('/c', (req, res) => res.json({}));
app.get('/d', (req, res) => res.json({}));
app.get('/e', (req, res) => res.json({}));
