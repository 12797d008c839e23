const express = require('express')
const { User, Order } = require('./models')

const app = express()
app.use(express.json())

const loadUser = async (id) => User.findById(id)

app.get('/orders', async (req, res) => {
  const orders = await Order.find({ shop: req.query.shop }).limit(100)
  const rows = await Promise.all(
    orders.map(async (order) => {
      // ruleid: query-in-loop
      const user = await User.findOne({ _id: order.user })
      return { order, name: user && user.name }
    }),
  )
  res.json(rows)
})

app.post('/people', async (req, res) => {
  // ruleid: query-in-loop
  res.json(await Promise.all(req.body.ids.map((id) => loadUser(id))))
})

app.post('/members', async (req, res) => {
  // ruleid: query-in-loop
  res.json(await Promise.all(req.body.ids.map(loadUser)))
})

app.post('/check', async (req, res) => {
  const missing = []
  for (let i = 0; i < req.body.ids.length; i++) {
    // ruleid: query-in-loop
    const found = await User.exists({ _id: req.body.ids[i] })
    if (!found) missing.push(req.body.ids[i])
  }
  res.json(missing)
})

app.post('/all', async (req, res) => {
  // ok: query-in-loop
  const users = await User.find({ _id: { $in: req.body.ids } })
  res.json(users.map((user) => user.name))
})

app.get('/counts', async (req, res) => {
  const states = ['open', 'paid']
  // ok: query-in-loop
  res.json(await Promise.all(states.map((state) => Order.countDocuments({ state }))))
})

app.get('/ready/:id', async (req, res) => {
  let order = null
  while (!order) {
    // ok: query-in-loop
    order = await Order.findById(req.params.id)
  }
  res.json(order)
})

async function restart(id) {
  const device = await connect(id)
  await device.open()
}

async function connect(id) {
  return new Device(await settingsOf(id))
}

async function settingsOf(id) {
  return User.findById(id)
}

app.post('/restart', async (req, res) => {
  // Each of them takes a minute, and nobody waits.
  req.body.ids.map(async (id) => {
    // ok: query-in-loop
    await restart(id)
  })
  res.json({ started: true })
})

const kinds = { user: User, order: Order }

app.get('/any', async (req, res) => {
  const found = {}
  for (const name in kinds) {
    // ok: query-in-loop
    if (req.query[name]) found[name] = await kinds[name].findById(req.query[name])
  }
  res.json(found)
})

async function reach(id, seen) {
  if (seen.has(id)) return
  seen.add(id)
  const user = await User.findById(id)
  for (const friend of user.friends) {
    // Whom a friend knows is only known when he is there.
    // ok: query-in-loop
    await reach(friend, seen)
  }
}

app.get('/reach/:id', async (req, res) => {
  const seen = new Set()
  await reach(req.params.id, seen)
  res.json([...seen])
})

app.post('/restarted', async (req, res) => {
  for (const id of req.body.ids) {
    // ruleid: query-in-loop
    await restart(id)
  }
  res.json({ restarted: true })
})

app.listen(3000)
