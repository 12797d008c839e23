const express = require('express');
const { UserService } = require('./users.service');
const { User } = require('./user.model');

const app = express();
app.use(express.json());
const users = new UserService(User);

app.post('/login', async (req, res) => {
  const { email, password } = req.body;
  res.json(await users.login({ email, password }));
});

app.post('/login/text', async (req, res) => {
  res.json(await users.loginAsText(req.body));
});

app.get('/users/:name', async (req, res) => {
  res.json(await users.named(req.params.name));
});

app.listen(3000);
