import express from 'express';

const app = express();

function fromPartner(raw: string) {
  const { hostname } = new URL(raw);
  if (hostname !== 'partner.example.com') {
    throw new Error('host not allowed');
  }
}

function ofOurs(raw: string) {
  const parsed = new URL(raw);
  if (!parsed.hostname.endsWith('.example.com')) throw new Error('host not allowed');
}

function secure(raw: string) {
  const parsed = new URL(raw);
  if (parsed.protocol !== 'https:') throw new Error('not encrypted');
}

app.post('/partner', async (req, res) => {
  fromPartner(req.body.url);
  // ruleid: missing-timeout
  // ok: server-side-request-forgery
  const answer = await fetch(req.body.url);
  ofOurs(req.body.next);
  // ruleid: missing-timeout
  // ok: server-side-request-forgery
  const next = await fetch(req.body.next);
  secure(req.body.other);
  // ruleid: server-side-request-forgery, missing-timeout
  const other = await fetch(req.body.other);
  res.json([answer.status, next.status, other.status]);
});

app.post('/patterns', async (req, res) => {
  const { url, mirror } = req.body;
  if (!/^https?:\/\//.test(url)) return res.status(400).end();
  // ruleid: server-side-request-forgery, missing-timeout
  const answer = await fetch(url);
  if (!/^https:\/\/mirror\.example\.com\//.test(mirror)) return res.status(400).end();
  // ruleid: missing-timeout
  // ok: server-side-request-forgery
  const copy = await fetch(mirror);
  res.json([answer.status, copy.status]);
});

class Remote {
  constructor(private readonly settings: { base: string }) {}
  list() {
    // ruleid: server-side-request-forgery, missing-timeout
    return fetch(`${this.settings.base}/items`);
  }
}

app.post('/remote', async (req, res) => {
  res.json(await new Remote({ base: req.body.server }).list());
});
