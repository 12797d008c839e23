const express = require('express');
const session = require('express-session');
const { Pool } = require('pg');

const app = express();
const pool = new Pool({ user: 'shop', password: 'h4ckme2020' });
const jwtSecret = 'thisismysecret99';

app.use(session({ secret: process.env.SESSION_SECRET || 'keyboard cat', resave: false }));
app.use(session({ secret: 'keyboard cat', resave: false }));

module.exports = { app, pool, jwtSecret };
