import { Controller, Post, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { writeFileSync } from 'fs';
import { diskStorage } from 'multer';
import { join } from 'path';

@Controller('files')
export class FilesController {
  @Post()
  @UseInterceptors(
    FileInterceptor('file', {
      storage: diskStorage({
        destination: '/srv/uploads',
        // ruleid: unchecked-upload
        // ruleid: path-traversal
        filename: (req, file, cb) => cb(null, file.originalname),
      }),
    }),
  )
  upload(@UploadedFile() file: Express.Multer.File) {
    return file.size;
  }

  @Post('memory')
  @UseInterceptors(FileInterceptor('file', { limits: { fileSize: 1e6 } }))
  memory(@UploadedFile() file: Express.Multer.File) {
    // ruleid: unchecked-upload
    // ruleid: path-traversal
    writeFileSync(join('/srv/uploads', file.originalname), file.buffer);
  }
}
