import express from 'express'

import { TeamService } from './service'

const app = express()
const service = new TeamService()

app.post('/teams', async (req, res) => {
  res.json(await service.found(req.body.name, req.body.userId))
})

app.post('/teams/:id/owner', async (req, res) => {
  await service.handOver(Number(req.params.id), req.body.name, req.body.userId)
  res.end()
})

app.post('/teams/:id/owner/at-once', async (req, res) => {
  await service.handOverAtOnce(Number(req.params.id), req.body.name, req.body.userId)
  res.end()
})

app.listen(3000)
