const express = require('express');
const session = require('express-session');
const { doubleCsrfProtection } = require('./csrf');

// ok: csrf-disabled
const app = express();
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false }));
app.use(doubleCsrfProtection);
app.post('/transfer', (req, res) => res.status(204).end());
app.listen(3000);
