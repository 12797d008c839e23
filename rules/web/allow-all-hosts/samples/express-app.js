const express = require('express');
const app = express();

// ruleid: allow-all-hosts
app.set('trust proxy', true);
// ruleid: allow-all-hosts
app.enable('trust proxy');
// ruleid: allow-all-hosts
app.set('trust proxy', () => true);
// ok: allow-all-hosts
app.set('trust proxy', 1);
// ok: allow-all-hosts
app.set('trust proxy', 'loopback, 10.0.0.2');
// ok: allow-all-hosts
app.set('trust proxy', false);
// ok: allow-all-hosts
app.set('trust proxy', (address) => address === '10.0.0.2');
// ok: allow-all-hosts
app.enable('etag');
if (process.env.NODE_ENV === 'development') {
  // ok: allow-all-hosts
  app.set('trust proxy', true);
}
if (settings.behindProxy) {
  // ok: allow-all-hosts
  app.enable('trust proxy');
}
