const express = require('express');

// ok: inconsistent-path-style
const app = express();
const show = (req, res) => res.json({});
app.get('/api/user-groups', show);
app.get('/api/audit-logs/:logId', show);
app.get('/api/orders', show);
app.get('/api/payment-methods', show);
