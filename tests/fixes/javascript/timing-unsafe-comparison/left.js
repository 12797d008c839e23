const express = require('express');

const app = express();

// Passwords are to be hashed, which is another fix.
app.post('/login', (req, res) => {
  if (req.body.password === process.env.ADMIN_PASSWORD) return res.sendStatus(204);
  return res.sendStatus(401);
});
