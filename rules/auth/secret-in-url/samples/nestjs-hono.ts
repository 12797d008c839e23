import { Controller, Get, Query } from '@nestjs/common';
import { Hono } from 'hono';

@Controller('orders')
export class OrdersController {
  @Get()
  // ruleid: secret-in-url
  list(@Query('access_token') token: string, @Query('page') page: number) {
    return [token, page];
  }

  @Get('invitation')
  // ok: secret-in-url
  invitation(@Query('token') token: string) {
    return token;
  }
}

const app = new Hono();
// ruleid: secret-in-url
app.get('/orders', (c) => c.json(c.req.query('token')));
// ok: secret-in-url
app.get('/items', (c) => c.json(c.req.query('page')));
