import express from 'express'
import { DataSource } from 'typeorm'

import { Dataset, DatasetRow } from './entities'
import router from './routes'

export class App {
  app: express.Application
  AppDataSource: DataSource = new DataSource({ type: 'postgres', entities: [Dataset, DatasetRow] })

  constructor() {
    this.app = express()
  }

  async config() {
    this.app.use('/api', router)
  }
}

let serverApp: App | undefined

export async function start(): Promise<void> {
  serverApp = new App()
  await serverApp.config()
  serverApp.app.listen(3000)
}

export function getInstance(): App | undefined {
  return serverApp
}

start()
