const express = require('express');
const session = require('express-session');
const { Pool } = require('pg');

const app = express();
const pool = new Pool({ user: 'shop', password: process.env.POOL_PASSWORD });
const jwtSecret = process.env.JWT_SECRET;

app.use(session({ secret: process.env.SESSION_SECRET, resave: false }));
app.use(session({ secret: process.env.SESSION_SECRET, resave: false }));

module.exports = { app, pool, jwtSecret };
