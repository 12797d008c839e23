const express = require('express');
const orders = require('./orders');

// ok: openapi-drift
const app = express();
app.use('/v1/orders', orders);
app.listen(3000);
