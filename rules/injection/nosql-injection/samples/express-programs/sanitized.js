const express = require('express');
const mongoSanitize = require('express-mongo-sanitize');
const { MongoClient } = require('mongodb');

const client = new MongoClient(process.env.MONGO_URL);
const app = express();
app.use(express.json());
app.use(mongoSanitize());

app.post('/accounts', async (req, res) => {
  // ok: nosql-injection
  res.json(await client.db().collection('accounts').findOne({ email: req.body.email }));
});
