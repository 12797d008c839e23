import { Body, Controller, Get, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { exec, execFile, spawn } from 'child_process';
import { ConvertDto } from './convert.dto';

@Controller('tools')
export class ToolsController {
  @Get('ping')
  ping(@Query('host') host: string) {
    // ruleid: command-injection
    exec(`ping -c 1 ${host}`);
    // ok: command-injection
    execFile('ping', ['-c', '1', host]);
  }

  @Get('log/:lines')
  log(@Param('lines', ParseIntPipe) lines: number) {
    // ok: command-injection
    exec(`tail -n ${lines} app.log`);
  }

  @Post('convert')
  async convert(@Body() dto: ConvertDto) {
    // ruleid: command-injection
    spawn('convert', [dto.source, 'out.png'], { shell: true });
    // ok: command-injection
    spawn('convert', [dto.source, 'out.png']);
  }
}
