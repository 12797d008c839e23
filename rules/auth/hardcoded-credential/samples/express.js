const express = require('express');
const session = require('express-session');
const cookieSession = require('cookie-session');
const cookieParser = require('cookie-parser');
const crypto = require('crypto');
const mysql = require('mysql2');
const { Pool } = require('pg');
const mongoose = require('mongoose');

const app = express();
// ruleid: hardcoded-credential
// ruleid: insecure-cookie
app.use(session({ secret: 'keyboard cat', resave: false }));
// ruleid: hardcoded-credential
// ruleid: insecure-cookie
app.use(session({ name: 'sid', secret: process.env.SESSION_SECRET || 'secret', resave: false }));
// ok: hardcoded-credential
// ruleid: insecure-cookie
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, name: 'session-token-1' }));
// ruleid: hardcoded-credential
// pedantic: insecure-cookie
app.use(cookieSession({ name: 'session', keys: ['key1', 'key2'] }));
// ok: hardcoded-credential
// pedantic: insecure-cookie
app.use(cookieSession({ name: 'session', keys: [process.env.KEY_1] }));
// ruleid: hardcoded-credential
app.use(cookieParser('cookie-signing'));
// ok: hardcoded-credential
app.use(cookieParser());

// ruleid: hardcoded-credential
mongoose.connect('mongodb+srv://app:Zx81kk2@cluster0.ab1cd.mongodb.net/shop');
// ok: hardcoded-credential
mongoose.connect(process.env.MONGO_URL || 'mongodb://localhost:27017/shop');
// ok: hardcoded-credential
mongoose.connect(`mongodb://${process.env.DB_USER}:${process.env.DB_PASSWORD}@db/shop`);

const connection = mysql.createConnection({
  host: '10.0.0.4',
  // ruleid: superuser-connection
  user: 'root',
  // ruleid: hardcoded-credential
  password: 'root',
  database: 'shop',
});
const pool = new Pool({
  user: 'shop',
  // ruleid: hardcoded-credential
  password: process.env.PGPASSWORD || 'h4ckme',
});
// ok: hardcoded-credential
const safePool = new Pool({ user: 'shop', password: process.env.PGPASSWORD });

// ruleid: jwt-hardcoded-secret
const JWT_SECRET = 'thisismysecret';
// ruleid: hardcoded-credential
const apiKey = '7c1d9f22be5540aa8a13c0de';
// ruleid: hardcoded-credential
const stripeKey = process.env.STRIPE_API_KEY ?? '51HxQmZ8kLw2Np0Rt';
// ok: hardcoded-credential
const reloadSessionKey = 'chunkReload';
// ok: hardcoded-credential
const tokenHeader = 'x-access-token';
// ok: hardcoded-credential
const PASSWORD_MISMATCH = 'PASSWORD_MISMATCH_01';
// ok: hardcoded-credential
const labels = { username: 'Username', password: 'Passwort1 eingeben' };
// ok: hardcoded-credential
const columns = { password: 'pwd_col2', token: 'tok_col2' };
// ok: hardcoded-credential
const apiToken = 'YOUR_API_TOKEN_1';

app.post('/login', (req, res) => {
  const { username, password } = req.body;
  // ruleid: hardcoded-credential
  if (username === 'admin' && password === 'admin') {
    return res.json({ ok: true });
  }
  // ruleid: hardcoded-credential
  if (req.headers['x-api-key'] !== 'abc-123-def') {
    // ok: hardcoded-credential
    return res.status(401).json({ message: 'bad key', password: 'invalid', token: 'expired' });
  }
  // ok: hardcoded-credential
  if (password === 'undefined' || req.body.type === 'password') return res.sendStatus(400);
  // ok: hardcoded-credential
  // ruleid: secret-in-url
  const { token = 'none' } = req.query;
  return res.json({ token });
});

function sign(body) {
  // ruleid: hardcoded-credential
  return crypto.createHmac('sha256', 'hmac-key').update(body).digest('hex');
}

function signFromEnvironment(body) {
  // ok: hardcoded-credential
  return crypto.createHmac('sha256', process.env.HMAC_KEY).update(body).digest('hex');
}

// ruleid: hardcoded-credential
function connect(user, password = 'n0tsafe!') {
  return [user, password, safePool, pool, connection, labels, columns, apiToken, PASSWORD_MISMATCH, tokenHeader, stripeKey, reloadSessionKey];
}
module.exports = { app, sign, signFromEnvironment, connect, JWT_SECRET, apiKey };

const { datadogRum } = require('@datadog/browser-rum');

// ok: hardcoded-credential
datadogRum.init({ applicationId: 'shop', clientToken: 'pub40fb07aa43d3f6f034d8fcc7f1df867b' });

// ok: hardcoded-credential
const doi = { username: 'removed', password: 'removed' };

// ok: hardcoded-credential
const STORAGE_KEY = 'surveys-seen:v1';

// ruleid: hardcoded-credential
const STORAGE_ACCESS_KEY = 'kd83ja:72hs91kq0';
