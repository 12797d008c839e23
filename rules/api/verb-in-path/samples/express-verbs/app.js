const express = require('express');

const app = express();
const list = (req, res) => res.json([]);
// ruleid: verb-in-path
app.post('/api/users/update_profile', list);
// ruleid: verb-in-path
app.delete('/api/removeItem/:id', list);
// ok: verb-in-path
app.get('/users/create', (req, res) => res.render('form'));
// ok: verb-in-path
app.get('/api/address/:id', list);
// ok: verb-in-path
app.post('/api/user/email/change/code', list);
// ok: verb-in-path
app.post('/login', list);
