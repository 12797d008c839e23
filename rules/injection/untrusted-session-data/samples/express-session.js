const express = require("express");
const User = require("./user");

const app = express();

app.post("/become", (req, res) => {
  // ruleid: untrusted-session-data
  req.session.userId = req.body.userId;
  // ruleid: untrusted-session-data
  req.session["role"] = req.body.role;
  // ruleid: untrusted-session-data
  req.session[req.body.key] = req.body.value;
  // ok: untrusted-session-data
  req.session.theme = req.body.theme;
  res.status(204).end();
});

app.post("/sign-in", async (req, res) => {
  const { email, password } = req.body;
  const user = await User.findOne({ where: { email } });
  if (!user || !(await user.matches(password))) {
    return res.status(401).end();
  }
  // ok: untrusted-session-data
  req.session.userId = user.id;
  // ok: untrusted-session-data
  req.session.email = email;
  return res.status(204).end();
});
