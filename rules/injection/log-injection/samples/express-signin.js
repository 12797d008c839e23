const express = require("express");

const app = express();

app.post("/sign-in", (req, res) => {
  const { user } = req.body;
  // ruleid: log-injection
  console.log(`sign-in of ${user}`);
  // ruleid: log-injection
  console.warn("sign-in of", user);
  // ruleid: log-injection
  console.error("sign-in of " + req.body.user + " failed");
  // ok: log-injection
  console.log("sign-in of", JSON.stringify(user));
  // ok: log-injection
  console.log({ user });
  // ok: log-injection
  console.log("body", req.query);
  // ok: log-injection
  console.log("sign-in of", user.replace(/[\r\n]/g, ""));
  const agent = req.get("User-Agent");
  // ok: log-injection
  console.log(agent);
  // ok: log-injection
  console.log("host " + req.headers.host);
  const account = { seen: true };
  account.user = req.body.user;
  // ok: log-injection
  console.log(account);
  // ok: log-injection
  console.log("page", Number(req.query.page));
  res.status(204).end();
});
