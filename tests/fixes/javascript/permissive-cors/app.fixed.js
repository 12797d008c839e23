const express = require('express');
const cors = require('cors');

const app = express();
const open = { origin: (process.env.CORS_ORIGINS ?? '').split(','), credentials: true };

app.use('/a', cors({ origin: (process.env.CORS_ORIGINS ?? '').split(',') }));
app.use('/b', cors({ origin: (process.env.CORS_ORIGINS ?? '').split(','), credentials: true }));
app.use('/c', cors(open));
app.use(
  '/d',
  cors({
    origin: (process.env.CORS_ORIGINS ?? '').split(','), // everyone
    methods: ['GET'],
    credentials: true,
  }),
);
