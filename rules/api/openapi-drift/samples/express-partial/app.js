const express = require('express');

// ok: openapi-drift
const app = express();
// ok: openapi-drift
app.get('/api/public/orders', (req, res) => res.json([]));
// ok: openapi-drift
app.post('/api/public/orders', (req, res) => res.json({}));
// ok: openapi-drift
app.get('/api/public/orders/:id', (req, res) => res.json({}));
// ok: openapi-drift
app.get('/api/public/customers/:id', (req, res) => res.json({}));
// What the document is not about.
// ok: openapi-drift
app.get('/api/admin/orders', (req, res) => res.json([]));
// ok: openapi-drift
app.delete('/api/admin/orders/:id', (req, res) => res.json([]));
// ok: openapi-drift
app.get('/orders', (req, res) => res.render('orders'));
app.listen(80);
