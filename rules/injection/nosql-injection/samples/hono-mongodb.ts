import { Hono } from 'hono';
import { MongoClient } from 'mongodb';

const app = new Hono();
const notes = new MongoClient('mongodb://localhost').db('app').collection('notes');

app.post('/find', async (c) => {
  const body = await c.req.json();
  // ruleid: nosql-injection
  const rows = await notes.find({ owner: body.owner }).toArray();
  // ok: nosql-injection
  const mine = await notes.find({ owner: String(body.owner) }).toArray();
  return c.json({ rows, mine });
});

app.get('/notes/:id', async (c) => {
  // ok: nosql-injection
  const note = await notes.findOne({ slug: c.req.param('id') });
  return c.json(note);
});
