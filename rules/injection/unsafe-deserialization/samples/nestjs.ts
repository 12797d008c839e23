import { Body, Controller, Post } from '@nestjs/common';
import * as serialize from 'node-serialize';
import { load } from 'js-yaml';

@Controller('import')
export class ImportController {
  @Post()
  create(@Body() body: { data: string }) {
    // ruleid: unsafe-deserialization
    const rows = serialize.unserialize(body.data);
    // ok: unsafe-deserialization
    const parsed = JSON.parse(body.data);
    // ok: unsafe-deserialization
    const config = load(body.data);
    return { rows, parsed, config };
  }
}
