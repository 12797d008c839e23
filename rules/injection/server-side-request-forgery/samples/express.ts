import { Request, Response } from 'express';
import axios, { AxiosInstance } from 'axios';
import superagent from 'superagent';
import { request as undiciRequest, fetch } from 'undici';
import * as https from 'https';
import fetchPage from 'node-fetch';

// ruleid: missing-timeout
const client = axios.create({ baseURL: 'https://api.example.com' });

export class PreviewController {
  async preview(req: Request, res: Response): Promise<void> {
    const url = req.query.url as string;
    // ruleid: server-side-request-forgery
    // ruleid: missing-timeout
    const page = await undiciRequest(url);
    // ruleid: server-side-request-forgery
    const text = await fetchPage(url);
    // ruleid: server-side-request-forgery
    await client.get(url);
    // ruleid: server-side-request-forgery
    // ruleid: missing-timeout
    await superagent.get(req.body.link);
    // ruleid: server-side-request-forgery
    // ruleid: missing-timeout
    https.get({ host: req.body.host, path: '/' });
    res.json({ page, text });
  }

  async item(req: Request, res: Response) {
    // ok: server-side-request-forgery
    const one = await client.get(`/items/${req.params.id}`);
    // ok: server-side-request-forgery
    // ruleid: missing-timeout
    const two = await fetch(`https://cdn.example.com/${req.params.id}`);
    // ok: server-side-request-forgery
    // ruleid: missing-timeout
    https.get({ host: 'cdn.example.com', path: '/' + req.params.id });
    const id = Number(req.params.id);
    // ok: server-side-request-forgery
    // ruleid: missing-timeout
    await fetch(`https://shard${id}.example.com/`);
    res.json({ one, two });
  }
}
