import { Body, Controller, Param, Post } from '@nestjs/common';

@Controller('rules')
export class RulesController {
  @Post()
  run(@Body() body: { code: string }) {
    // ruleid: code-injection
    return eval(body.code);
  }

  @Post(':name')
  async load(@Param('name') name: string) {
    // ruleid: code-injection
    const mod = await import(`./rules/${name}`);
    // ok: code-injection
    const fixed = await import('./rules/base');
    return [mod.default, fixed.default];
  }
}
