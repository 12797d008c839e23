import { Injectable } from '@nestjs/common';
import { randomBytes, randomInt } from 'crypto';

@Injectable()
export class AuthService {
  constructor(private readonly users: UsersService) {}

  async invite(email: string): Promise<void> {
    // ruleid: predictable-token
    const password: string = Math.random().toString(36).slice(-8);
    await this.users.create({
      email,
      password,
      // ruleid: predictable-token
      verificationCode: Math.floor(Math.random() * 1e6).toString(),
    });
    await this.users.create({
      email,
      // ok: predictable-token
      verificationCode: randomInt(100000, 999999).toString(),
      // ok: predictable-token
      token: randomBytes(16).toString('hex'),
      // ok: predictable-token
      avatar: Math.floor(Math.random() * 10),
    });
  }

  generatePassword(): string {
    // ruleid: predictable-token
    return Math.random().toString(36).slice(-8);
  }

  pickColour(): string {
    // ok: predictable-token
    return COLOURS[Math.floor(Math.random() * COLOURS.length)];
  }
}
