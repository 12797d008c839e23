const express = require('express');
const cors = require('cors');

const app = express();
const open = { origin: true, credentials: true };
const closed = { origin: ['https://shop.example.com'], credentials: true };

// ruleid: permissive-cors
app.use(cors());
// ruleid: permissive-cors
app.use(cors({ origin: '*' }));
// ruleid: permissive-cors
app.use(cors({ origin: true, credentials: true }));
// ruleid: permissive-cors
app.use(cors(open));
// ruleid: permissive-cors
app.use(cors({ origin: (origin, callback) => callback(null, true), credentials: true }));
// ok: permissive-cors
app.use(cors(closed));
// ok: permissive-cors
app.use(cors({ origin: process.env.CORS_ORIGIN, credentials: true }));
// ok: permissive-cors
app.use(cors({ origin: (origin, callback) => callback(null, allowed.includes(origin)) }));
if (process.env.NODE_ENV !== 'production') {
  // ok: permissive-cors
  app.use(cors());
}

app.use((req, res, next) => {
  // ruleid: permissive-cors
  res.header('Access-Control-Allow-Origin', '*');
  // ruleid: permissive-cors
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  // ok: permissive-cors
  res.setHeader('Access-Control-Allow-Origin', 'https://shop.example.com');
  const { origin } = req.headers;
  if (allowed.includes(origin)) {
    // ok: permissive-cors
    res.setHeader('Access-Control-Allow-Origin', origin);
  }
  next();
});
