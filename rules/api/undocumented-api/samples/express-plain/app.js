const express = require('express');

// ruleid: undocumented-api
const app = express();
app.get('/a', (req, res) => res.json({}));
app.get('/b', (req, res) => res.json({}));
app.get('/c', (req, res) => res.json({}));
app.get('/d', (req, res) => res.json({}));
app.get('/e', (req, res) => res.json({}));
