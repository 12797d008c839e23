import express from 'express'

import { Dataset, DatasetRow } from './entities'
import * as Server from './index'

const router = express.Router()

router.delete('/datasets/:id', async (req, res) => {
  const running = Server.getInstance()
  if (typeof running === 'undefined') {
    throw new Error('not running')
  }
  await running.AppDataSource.getRepository(Dataset).delete({ id: Number(req.params.id) })
  // ruleid: missing-transaction
  await running.AppDataSource.getRepository(DatasetRow).delete({ datasetId: Number(req.params.id) })
  res.end()
})

export default router
