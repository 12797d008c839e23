const express = require('express');
const session = require('express-session');

// ok: csrf-disabled
const app = express();
app.use(session({ secret: process.env.SECRET, cookie: { sameSite: 'lax' } }));
app.post('/transfer', (req, res) => res.status(204).end());
app.listen(3000);
