const express = require('express');
const swaggerUi = require('swagger-ui-express');

// ok: undocumented-api
const app = express();
app.use('/docs', swaggerUi.serve);
app.get('/a', (req, res) => res.json({}));
app.get('/b', (req, res) => res.json({}));
app.get('/c', (req, res) => res.json({}));
app.get('/d', (req, res) => res.json({}));
app.get('/e', (req, res) => res.json({}));
