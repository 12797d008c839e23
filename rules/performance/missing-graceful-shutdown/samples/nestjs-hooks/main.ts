import { Controller, Get, Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'

@Controller()
class HealthController {
  @Get('health')
  health() {
    return { ok: true }
  }
}

@Module({ controllers: [HealthController] })
class AppModule {}

async function bootstrap() {
  const app = await NestFactory.create(AppModule)
  app.enableShutdownHooks()
  // ok: missing-graceful-shutdown
  await app.listen(3000)
}
bootstrap()
