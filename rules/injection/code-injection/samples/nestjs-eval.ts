import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import * as vm from 'node:vm';

@Controller('calc')
export class CalcController {
  @Get()
  calc(@Query('expression') expression: string) {
    // ruleid: code-injection
    return eval(expression);
  }

  @Post('script')
  script(@Body() body: { code: string; input: string }) {
    // ruleid: code-injection
    const output = vm.runInNewContext(body.code, {});
    // ok: code-injection
    const value = JSON.parse(body.input);
    return { output, value };
  }
}
