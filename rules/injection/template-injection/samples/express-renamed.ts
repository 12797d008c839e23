import { render as ejsRender } from 'ejs';
import { compile as pugCompile } from 'pug';
import express from 'express';

const app = express();

app.post('/previews', (req, res) => {
  // ruleid: template-injection
  const page = ejsRender(req.body.template, {});
  // ruleid: template-injection
  const line = pugCompile(`p ${req.body.name}`)({});
  // ok: template-injection
  const fixed = pugCompile('p= name')({ name: req.body.name });
  res.json({ page, line, fixed });
});
