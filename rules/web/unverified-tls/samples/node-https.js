const fs = require('fs');
const https = require('https');
const tls = require('tls');
const axios = require('axios');
const got = require('got');
const needle = require('needle');
const { Agent, request } = require('undici');
const { Pool } = require('pg');
const mysql = require('mysql2');
const nodemailer = require('nodemailer');

// ruleid: unverified-tls
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
// ruleid: unverified-tls
process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = 0;
// ok: unverified-tls
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1';

// ruleid: unverified-tls
const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });
// ok: unverified-tls
const safeAgent = new https.Agent({ keepAlive: true, ca: fs.readFileSync('/etc/ssl/ca.pem') });
// ok: unverified-tls
const explicit = new https.Agent({ rejectUnauthorized: true });
// ok: unverified-tls
const byEnvironment = new https.Agent({ rejectUnauthorized: process.env.NODE_ENV === 'production' });

async function load(url) {
  // ruleid: unverified-tls
  // ruleid: missing-timeout
  const a = await axios.get(url, { httpsAgent: new https.Agent({ rejectUnauthorized: false }) });
  // ruleid: unverified-tls
  // ruleid: missing-timeout
  const b = await got(url, { https: { rejectUnauthorized: false } });
  // ruleid: unverified-tls
  const c = await needle('get', url, { rejectUnauthorized: false });
  // ruleid: unverified-tls
  // ruleid: missing-timeout
  const d = await request(url, { dispatcher: new Agent({ connect: { rejectUnauthorized: false } }) });
  // ok: unverified-tls
  // ruleid: missing-timeout
  const e = await axios.get(url, { httpsAgent: safeAgent });
  return [a, b, c, d, e];
}

const pool = new Pool({
  connectionString: process.env.DATABASE_URL,
  ssl: {
    // ruleid: unverified-tls
    rejectUnauthorized: false,
  },
});

const strictPool = new Pool({
  connectionString: process.env.DATABASE_URL,
  // ok: unverified-tls
  ssl: { ca: fs.readFileSync('/etc/ssl/rds.pem') },
});

// ruleid: unverified-tls
const db = mysql.createConnection({ host: 'db.example.com', ssl: { rejectUnauthorized: false } });

// ruleid: unverified-tls
const mailer = nodemailer.createTransport({ host: 'mail', tls: { rejectUnauthorized: false } });

function connect(host) {
  const options = { host, port: 443 };
  // ruleid: unverified-tls
  options.rejectUnauthorized = false;
  // ruleid: unverified-tls
  return tls.connect({ ...options, checkServerIdentity: () => undefined });
}

function pinned(host, verify) {
  return tls.connect({
    host,
    // ok: unverified-tls
    checkServerIdentity: (name, cert) => verify(name, cert),
  });
}

// ruleid: unverified-tls
const noIdentity = new https.Agent({ checkServerIdentity: function () {} });

// A server that asks for client certificates and decides itself: another thing than checking a server.
const server = https.createServer(
  {
    requestCert: true,
    // ok: unverified-tls
    rejectUnauthorized: false,
  },
  (req, res) => {
    if (!req.client.authorized) return res.writeHead(401).end();
    return res.end('ok');
  }
);

const legacy = require('request');
// ruleid: unverified-tls
// ruleid: missing-timeout
legacy({ url: 'https://example.com', strictSSL: false }, () => {});
// ruleid: unverified-tls
const url = 'postgres://app@db.example.com/app?sslmode=no-verify';
// ok: unverified-tls
const checkedUrl = 'postgres://app@db.example.com/app?sslmode=verify-full';

module.exports = { load, pool, strictPool, db, mailer, connect, pinned, noIdentity, server, url, checkedUrl, explicit, byEnvironment, agent };
