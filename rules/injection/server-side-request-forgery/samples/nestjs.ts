import { HttpService } from '@nestjs/axios';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { firstValueFrom } from 'rxjs';

@Controller('links')
export class LinksController {
  constructor(private readonly httpService: HttpService, private readonly requests: HttpService) {}

  @Get('preview')
  async preview(@Query('url') url: string) {
    // ruleid: server-side-request-forgery
    const { data } = await firstValueFrom(this.httpService.get(url));
    return data;
  }

  @Post('check')
  check(@Body() body: { url: string }) {
    // ruleid: server-side-request-forgery
    return this.requests.post(body.url, {});
  }

  @Get(':id')
  one(@Param('id') id: string) {
    // ok: server-side-request-forgery
    return this.httpService.get(`https://api.example.com/links/${id}`);
  }
}
