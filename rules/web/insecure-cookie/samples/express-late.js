const express = require('express');
const session = require('express-session');

const app = express();
const options = { secret: process.env.SECRET, cookie: { sameSite: 'lax' } };
if (app.get('env') === 'production') {
  options.cookie.secure = true;
}
// ok: insecure-cookie
app.use(session(options));
module.exports = app;
