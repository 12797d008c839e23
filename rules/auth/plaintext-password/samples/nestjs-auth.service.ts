import { Body, Controller, Injectable, Post } from '@nestjs/common';
import * as argon2 from 'argon2';
import { PrismaService } from './prisma.service';

class SignUp {
  email: string;
  password: string;
}

@Controller('auth')
export class AuthController {
  constructor(private readonly prisma: PrismaService) {}

  @Post('register')
  async register(@Body() body: SignUp) {
    // ruleid: plaintext-password
    await this.prisma.user.create({ data: { email: body.email, password: body.password } });
    // ok: plaintext-password
    await this.prisma.user.create({ data: { email: body.email, password: await argon2.hash(body.password) } });
  }

  @Post('login')
  async login(@Body() body: SignUp) {
    const user = await this.prisma.user.findUnique({ where: { email: body.email } });
    // ruleid: plaintext-password
    // ruleid: timing-unsafe-comparison
    if (user.password !== body.password) {
      return null;
    }
    // ok: plaintext-password
    return (await argon2.verify(user.passwordHash, body.password)) ? user.id : null;
  }
}
