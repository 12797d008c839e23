const express = require('express');
const errorhandler = require('errorhandler');
const inspector = require('inspector');

const app = express();
const isDev = process.env.NODE_ENV === 'development';

app.get('/', (req, res) => res.json({ debug: true }));
// ruleid: debug-enabled
app.use(errorhandler());
// ruleid: debug-enabled
app.use(errorhandler({ log: true }));
// ruleid: debug-enabled
app.use(require('errorhandler')());

if (process.env.NODE_ENV === 'development') {
  // ok: debug-enabled
  app.use(errorhandler());
}
if (app.get('env') === 'development') {
  // ok: debug-enabled
  app.use(errorhandler());
}
if (isDev) {
  // ok: debug-enabled
  app.use(errorhandler());
}
// ruleid: debug-enabled
app.set('env', 'development');
// ruleid: debug-enabled
process.env.NODE_ENV = 'development';
// ok: debug-enabled
app.set('env', process.env.NODE_ENV);
// ok: debug-enabled
process.env.NODE_ENV = process.env.NODE_ENV || 'production';
// ruleid: debug-enabled
inspector.open(9229, '0.0.0.0');
// ok: debug-enabled
inspector.open(9229, '127.0.0.1');

// ok: debug-enabled
app.use((err, req, res, next) => res.status(500).json({ error: 'internal' }));
app.listen(3000);
