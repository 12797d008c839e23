import { Controller, Get, Query, Redirect, Res } from '@nestjs/common';
import { Response } from 'express';

@Controller()
export class LinksController {
  @Get('go')
  go(@Query('url') url: string, @Res() res: Response) {
    // ruleid: open-redirect
    return res.redirect(url);
  }

  @Get('docs')
  @Redirect('https://docs.example.com', 302)
  docs(@Query('to') to: string) {
    // ruleid: open-redirect
    return { url: to };
  }

  @Get('version')
  @Redirect('https://docs.example.com', 302)
  version(@Query('version') version: string) {
    // ok: open-redirect
    return { url: `https://docs.example.com/${version}/` };
  }

  @Get('data')
  data(@Query('url') url: string) {
    // ok: open-redirect
    return { url: url };
  }
}
