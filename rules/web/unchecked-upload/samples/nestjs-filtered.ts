import { Controller, Post, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { diskStorage } from 'multer';

@Controller('files')
export class FilesController {
  @Post()
  @UseInterceptors(
    FileInterceptor('file', {
      storage: diskStorage({
        destination: '/srv/uploads',
        // ok: unchecked-upload
        // ruleid: path-traversal
        filename: (req, file, cb) => cb(null, file.originalname),
      }),
      fileFilter: (req, file, cb) => cb(null, file.mimetype === 'image/png'),
    }),
  )
  upload(@UploadedFile() file: Express.Multer.File) {
    return file.size;
  }
}
