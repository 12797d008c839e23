import { Controller, Injectable, NotFoundException, Post, UnauthorizedException } from '@nestjs/common';
import express from 'express';
import { find, verify } from './accounts';

const app = express();

app.post('/api/login', async (req, res) => {
  // ruleid: nosql-injection
  const user = await find(req.body.email);
  if (!user) {
    // ruleid: user-enumeration
    return res.status(404).json({ message: "User doesn't exist" });
  }
  if (!(await verify(user, req.body.password))) {
    return res.status(401).json({ message: 'Password is incorrect' });
  }
  return res.json(user.id);
});

app.post('/api/login/safe', async (req, res) => {
  // ruleid: nosql-injection
  const user = await find(req.body.email);
  if (!user || !(await verify(user, req.body.password))) {
    // ok: user-enumeration
    return res.status(401).json({ message: 'Invalid credentials' });
  }
  return res.json(user.id);
});

@Injectable()
export class AuthService {
  async signIn(email: string, password: string) {
    const user = await find(email);
    if (!user) {
      // ruleid: user-enumeration
      throw new NotFoundException('User not found');
    }
    if (!(await verify(user, password))) {
      throw new UnauthorizedException('Invalid credentials');
    }
    return user.id;
  }
}

@Controller('users')
export class UsersController {
  @Post('forgot-password')
  async send(email: string) {
    const user = await find(email);
    if (!user) {
      // ruleid: user-enumeration
      throw new NotFoundException('No account with this email');
    }
  }

  @Post('rename')
  async rename(email: string) {
    // ok: user-enumeration
    throw new NotFoundException('User not found');
  }
}
