const express = require('express')
const orders = require('./orders')

// ruleid: inconsistent-error-format
const app = express()
app.get('/orders', orders.list)
app.get('/orders/:id', orders.show)
app.post('/orders', orders.create)
app.put('/orders/:id', orders.replace)
app.delete('/orders/:id', orders.remove)
app.listen(3000)
