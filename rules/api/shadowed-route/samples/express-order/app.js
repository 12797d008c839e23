const express = require('express');

const app = express();
const show = (req, res) => res.json({});
app.get('/books/:id', show);
// ruleid: shadowed-route
app.get('/books/new-arrivals', show);
// ok: shadowed-route
app.get('/books/:id/pages', show);
app.get('/films/:id(\\d+)', show);
// ok: shadowed-route
app.get('/films/popular', show);
app.get('/songs/:id', (req, res, next) => (req.params.id === 'top' ? next() : res.json({})));
// ok: shadowed-route
app.get('/songs/top', show);
