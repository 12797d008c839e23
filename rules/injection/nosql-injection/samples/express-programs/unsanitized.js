const express = require('express');
const { MongoClient } = require('mongodb');

const client = new MongoClient(process.env.MONGO_URL);
const app = express();
app.use(express.json());

// What the program beside this one sets up says nothing of this one.
app.post('/accounts', async (req, res) => {
  // ruleid: nosql-injection
  res.json(await client.db().collection('accounts').findOne({ email: req.body.email }));
});
