const express = require('express');

// ruleid: inconsistent-path-style
const app = express();
const show = (req, res) => res.json({});
app.get('/api/userGroups', show);
app.get('/api/auditLogs', show);
app.get('/api/orderItems', show);
app.get('/api/payment-methods', show);
