import express, { Request, Response } from 'express';
import { MongoClient, ObjectId, Collection } from 'mongodb';
import escapeStringRegexp from 'escape-string-regexp';

const client = new MongoClient('mongodb://localhost');
const db = client.db('shop');
const users: Collection = db.collection('users');
const app = express();
app.use(express.json());

app.post('/login', async (req: Request, res: Response) => {
  // ruleid: nosql-injection
  // ruleid: plaintext-password
  const user = await users.findOne({ name: req.body.name, password: req.body.password });
  // ruleid: nosql-injection
  const direct = await db.collection('users').findOne({ name: req.body.name });
  const query = { name: req.body.name };
  // ruleid: nosql-injection
  const third = await users.find(query).toArray();
  // ok: nosql-injection
  await users.insertOne({ name: String(req.body.name), at: new Date() });
  res.json({ user, direct, third });
});

app.get('/users/:id', async (req: Request, res: Response) => {
  // ok: nosql-injection
  const user = await users.findOne({ _id: new ObjectId(req.params.id) });
  // ok: nosql-injection
  const byName = await users.findOne({ name: req.params.id });
  // ok: nosql-injection
  const found = await users.findOne({ name: { $regex: escapeStringRegexp(String(req.query.q)) } });
  // ruleid: nosql-injection
  const bad = await users.find({ name: { $regex: req.query.q as string } }).toArray();
  // ruleid: nosql-injection
  await users.deleteMany({ status: req.query.status });
  res.json({ user, byName, found, bad });
});

app.post('/raw', async (request: Request, response: Response) => {
  // ruleid: nosql-injection
  const rows = await users.find(request.body.filter).toArray();
  // ruleid: nosql-injection
  const reduced = await users.aggregate([{ $match: request.body.match }]).toArray();
  const kind: number = request.body.kind;
  // ok: nosql-injection
  const typed = await users.find({ kind: Number(kind) }).toArray();
  response.json({ rows, reduced, typed });
});
