import { Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { UsersController } from './users.controller'
import { UsersService } from './users.service'

@Module({ controllers: [UsersController], providers: [UsersService] })
class AppModule {}

async function bootstrap() {
  const app = await NestFactory.create(AppModule)
  await app.listen(3000)
}
bootstrap()
