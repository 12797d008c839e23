import { Body, Controller, Post } from '@nestjs/common';
import * as serialize from 'node-serialize';

@Controller('state')
export class StateController {
  @Post()
  restore(@Body('state') state: string) {
    // ruleid: unsafe-deserialization
    const value = serialize.unserialize(state);
    // ok: unsafe-deserialization
    const safe = JSON.parse(state);
    return { value, safe };
  }
}
