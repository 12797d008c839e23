import { Controller, Get, Query, Render, Res } from '@nestjs/common';
import * as ejs from 'ejs';
import Handlebars from 'handlebars';

@Controller()
export class PagesController {
  @Get('hello')
  hello(@Query('name') name: string): string {
    // ruleid: template-injection
    return ejs.render('<p>Hello ' + name + '</p>');
  }

  @Get('safe')
  @Render('hello')
  safe(@Query('name') name: string) {
    // ok: template-injection
    const text = Handlebars.compile('Hello {{name}}')({ name });
    return { name, text };
  }
}

export async function koaPage(ctx: any): Promise<void> {
  // ruleid: template-injection
  ctx.body = Handlebars.compile(ctx.request.body.source)({});
  // ruleid: template-injection
  await ctx.render(ctx.query.view);
  // ok: template-injection
  await ctx.render('home', { name: ctx.query.name });
}

export function fastifyRoutes(fastify: any): void {
  fastify.get('/view', async (request: any, reply: any) => {
    // ruleid: template-injection
    return reply.view(request.query.view);
  });
  fastify.get('/home', async (request: any, reply: any) => {
    // ok: template-injection
    return reply.view('/home.ejs', { name: request.query.name });
  });
}
