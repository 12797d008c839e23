import express from "express";
import jwt from "jsonwebtoken";

const app = express();

app.get("/callback", (req, res) => {
  const state = jwt.verify(String(req.query.state), process.env.STATE_SECRET!, { algorithms: ["HS256"] }) as { next: string };
  // ok: open-redirect
  res.redirect(state.next);
});

app.get("/unverified", (req, res) => {
  // ruleid: jwt-unverified
  const state = jwt.decode(String(req.query.state)) as { next: string };
  // ruleid: open-redirect
  res.redirect(state.next);
});
