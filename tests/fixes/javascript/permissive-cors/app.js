const express = require('express');
const cors = require('cors');

const app = express();
const open = { origin: '*', credentials: true };

app.use('/a', cors());
app.use('/b', cors({ origin: true, credentials: true }));
app.use('/c', cors(open));
app.use(
  '/d',
  cors({
    origin: '*', // everyone
    methods: ['GET'],
    credentials: true,
  }),
);
