const express = require('express');
const cors = require('cors');
const axios = require('axios');
const { Server } = require('socket.io');
const { options: imported } = require('./cors');

const app = express();
const anyone = { origin: '*', credentials: true };
const listed = { origin: ['https://app.example.com'], credentials: true };
const allowed = new Set(['https://app.example.com']);

// ruleid: permissive-cors
app.use(cors());
// ruleid: permissive-cors
app.use(cors({ origin: '*' }));
// ruleid: permissive-cors
app.use(cors({ origin: true, credentials: true }));
// ruleid: permissive-cors
app.use(cors({ credentials: true }));
// ruleid: permissive-cors
app.use(cors({ origin: /.*/ }));
// ruleid: permissive-cors
app.use(cors(anyone));
// ruleid: permissive-cors
app.options('*', cors());
// ruleid: permissive-cors
app.use(require('cors')());
app.use(
  cors({
    // ruleid: permissive-cors
    origin: (origin, callback) => callback(null, true),
    credentials: true,
  })
);
app.use(
  cors({
    // ruleid: permissive-cors
    origin: function (origin, cb) {
      cb(null, true);
    },
  })
);
app.use(
  cors({
    // ok: permissive-cors
    origin: (origin, callback) => callback(allowed.has(origin) ? null : new Error('no'), allowed.has(origin)),
  })
);
app.use(
  cors({
    // ok: permissive-cors
    origin(origin, callback) {
      if (!origin || allowed.has(origin)) return callback(null, true);
      return callback(new Error('not allowed'));
    },
  })
);
// ok: permissive-cors
app.use(cors(listed));
// ok: permissive-cors
app.use(cors(imported));
// ok: permissive-cors
app.use(cors({ origin: process.env.ORIGINS.split(',') }));
// pedantic: permissive-cors
app.use(cors({ origin: process.env.ORIGIN || '*' }));
// ok: permissive-cors
app.get('/public', cors({ origin: '*', methods: ['GET'] }), (req, res) => res.json([]));
if (process.env.NODE_ENV === 'development') {
  // ok: permissive-cors
  app.use(cors());
}

app.use((req, res, next) => {
  // ruleid: permissive-cors
  res.header('Access-Control-Allow-Origin', '*');
  // ruleid: permissive-cors
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  // ruleid: permissive-cors
  res.set({ 'Access-Control-Allow-Origin': '*' });
  // ok: permissive-cors
  res.header('Access-Control-Allow-Origin', 'https://app.example.com');
  next();
});
app.use((req, res, next) => {
  const { origin } = req.headers;
  if (origin) {
    // ruleid: permissive-cors
    res.setHeader('access-control-allow-origin', origin);
  }
  next();
});
app.use((req, res, next) => {
  const origin = req.get('Origin');
  if (allowed.has(origin)) {
    // ok: permissive-cors
    res.setHeader('Access-Control-Allow-Origin', origin);
  }
  next();
});

// ok: permissive-cors
// ruleid: missing-timeout
axios.get('https://example.com', { headers: { 'Access-Control-Allow-Origin': '*' } });
// ruleid: permissive-cors
const io = new Server(app, { cors: { origin: '*' } });
// ok: permissive-cors
const strict = new Server(app, { cors: { origin: 'https://app.example.com' } });
module.exports = { app, io, strict };

const env = process.env.NODE_ENV;
if (env === 'production' || env === 'development') {
  // ruleid: permissive-cors
  app.use(cors());
}
if (env === 'production') {
  // ok: permissive-cors
  app.use(cors({ origin: 'https://app.example.com' }));
} else {
  // ok: permissive-cors
  app.use(cors());
}
// ok: permissive-cors
env !== 'production' && app.use(cors());
