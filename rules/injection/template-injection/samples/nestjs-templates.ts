import { Body, Controller, Post } from '@nestjs/common';
import * as Handlebars from 'handlebars';
import { PreviewDto } from './preview.dto';

@Controller('preview')
export class PreviewController {
  @Post()
  preview(@Body() dto: PreviewDto) {
    // ruleid: template-injection
    const page = Handlebars.compile(dto.template)({});
    // ok: template-injection
    const safe = Handlebars.compile('Hello {{name}}')({ name: dto.name });
    return { page, safe };
  }
}
