const express = require('express');

const app = express();

/** All of them. */
function all(req, res) { res.json([]); }

/** The first. */
function first(req, res) { res.json({}); }

// Answers with the last one.
function last(req, res) { res.json({}); }

function odd(req, res) { res.json({}); }

app.get('/all', all);
app.get('/first', first);
// ok: undocumented-route
app.get('/last', last);
// ruleid: undocumented-route
app.get('/odd', odd);
