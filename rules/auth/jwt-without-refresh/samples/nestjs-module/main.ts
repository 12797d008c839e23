import { Controller, Module, Post } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { JwtModule, JwtService } from '@nestjs/jwt'

@Controller('auth')
class AuthController {
  constructor(private readonly jwt: JwtService) {}

  @Post('login')
  login() {
    return { token: this.jwt.sign({ sub: '1' }) }
  }
}

@Module({
  // ruleid: jwt-without-refresh
  imports: [JwtModule.register({ secret: process.env.JWT_KEY, signOptions: { expiresIn: '1d' } })],
  controllers: [AuthController],
})
class AppModule {}

async function bootstrap() {
  const app = await NestFactory.create(AppModule)
  await app.listen(3000)
}
bootstrap()
