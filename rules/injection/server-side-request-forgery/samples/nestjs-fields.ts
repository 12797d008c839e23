import { Body, Controller, Injectable, Post } from '@nestjs/common';
import axios, { AxiosInstance } from 'axios';

@Injectable()
export class Hooks {
  private readonly client: AxiosInstance = axios.create({ timeout: 1000 });

  async send(target: string, payload: unknown) {
    // ruleid: server-side-request-forgery
    await this.client.post<void>(target, payload);
    // ok: server-side-request-forgery
    await this.client.post<void>('https://hooks.example.com/in', payload);
  }
}

@Controller('hooks')
export class HooksController {
  constructor(private readonly hooks: Hooks) {}

  @Post()
  send(@Body() body: { target: string; payload: unknown }) {
    return this.hooks.send(body.target, body.payload);
  }
}
