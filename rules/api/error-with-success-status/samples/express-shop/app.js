const express = require('express')
const orders = require('./orders.controller')

const app = express()
app.use(express.json())
app.get('/orders/:id', orders.show)
app.post('/orders', orders.create)
app.put('/orders/:id', orders.replace)
app.delete('/orders/:id', orders.remove)
app.post('/orders/:id/pay', orders.pay)
app.post('/rpc', orders.rpc)
app.get('/orders', (req, res) => {
  orders.all((err, rows) => {
    // ruleid: error-with-success-status
    if (err) return res.send(err)
    res.json(rows)
  })
})
app.listen(3000)
