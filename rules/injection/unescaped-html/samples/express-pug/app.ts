import express, { Request, Response } from 'express'

const app = express()
app.set('view engine', 'pug')

app.get('/search', (req: Request, res: Response) => {
  res.render('search', { q: req.query.q, count: 3, items: [req.query.first] })
})

app.get('/page/:name', (req, res) => {
  const page = { title: req.params.name, body: 'Hello' }
  res.render('page', { page })
})
