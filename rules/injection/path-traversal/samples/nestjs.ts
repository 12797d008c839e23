import { Controller, Get, Param, ParseIntPipe, Post, Query, Res, StreamableFile, UploadedFile } from '@nestjs/common';
import { createReadStream, writeFileSync } from 'fs';
import { basename, join } from 'path';
import { Response } from 'express';

@Controller('files')
export class FilesController {
  @Get(':name')
  getFile(@Param('name') name: string): StreamableFile {
    // ruleid: path-traversal
    return new StreamableFile(createReadStream(join(process.cwd(), name)));
  }

  @Get('image')
  image(@Query('path') path: string, @Res() res: Response) {
    // ruleid: path-traversal
    return res.sendFile(join('/data', path));
  }

  @Get('rooted/:name')
  rooted(@Param('name') name: string, @Res() res: Response) {
    // ok: path-traversal
    return res.sendFile(name, { root: './uploads' });
  }

  @Get('number/:id')
  byNumber(@Param('id', ParseIntPipe) id: number) {
    // ok: path-traversal
    return new StreamableFile(createReadStream(join(process.cwd(), `${id}.pdf`)));
  }

  @Get('base/:name')
  base(@Param('name') name: string) {
    // ok: path-traversal
    return new StreamableFile(createReadStream(join(process.cwd(), basename(name))));
  }

  @Post('upload')
  upload(@UploadedFile() file: Express.Multer.File) {
    // ruleid: path-traversal
    // ruleid: unchecked-upload
    writeFileSync(join('/data', file.originalname), file.buffer);
  }
}
