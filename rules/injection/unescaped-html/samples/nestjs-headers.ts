import { Controller, Get, Header, Query } from '@nestjs/common';

@Controller()
export class PageController {
  @Get('title')
  @Header('Content-Type', 'text/html')
  title(@Query('title') title: string) {
    // ruleid: unescaped-html
    return `<title>${title}</title>`;
  }

  @Get('plain')
  @Header('Content-Type', 'text/plain')
  plain(@Query('title') title: string) {
    // ok: unescaped-html
    return `title: ${title}`;
  }
}
