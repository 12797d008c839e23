import express from 'express';
import { PreviewService } from './preview.js';
import { hookFor } from './hooks.js';

const app = express();
const previews = new PreviewService({ timeout: 2000 });

app.get('/preview', async (req, res) => {
  res.json(await previews.preview(req.query.url));
});

app.get('/preview/partner', async (req, res) => {
  res.json(await previews.partner(req.query.url));
});

app.post('/hooks/:provider', async (req, res) => {
  await hookFor(req.params.provider)(req.query.path);
  res.status(204).end();
});

app.listen(3000);
