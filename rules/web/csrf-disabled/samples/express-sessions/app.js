const express = require('express');
const session = require('express-session');

// ruleid: csrf-disabled
const app = express();
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false }));
/* To do:
   const csrf = require('csurf');
   app.use(csrf()); */
app.get('/account', (req, res) => res.json(req.session.user));
app.post('/transfer', (req, res) => res.status(204).end());
app.listen(3000);
