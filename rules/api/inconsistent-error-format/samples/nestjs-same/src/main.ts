import { NestFactory } from '@nestjs/core'
import { AppModule } from './app.module'

async function start() {
  // ok: inconsistent-error-format
  const app = await NestFactory.create(AppModule)
  await app.listen(3000)
}
start()
