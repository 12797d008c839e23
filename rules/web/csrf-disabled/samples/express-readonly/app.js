const express = require('express');
const session = require('express-session');

// ok: csrf-disabled
const app = express();
app.use(session({ secret: process.env.SECRET }));
app.get('/account', (req, res) => res.json(req.session.user));
app.post('/login', (req, res) => res.status(204).end());
app.listen(3000);
