import { ArgumentsHost, Catch, Controller, ExceptionFilter, Get, HttpException, HttpStatus, InternalServerErrorException, Logger, Post, Res } from '@nestjs/common';
import { Response } from 'express';
import { OrdersService } from './orders.service';

@Controller('orders')
export class OrdersController {
  private readonly logger = new Logger(OrdersController.name);

  constructor(private readonly orders: OrdersService) {}

  @Post()
  async create() {
    try {
      return await this.orders.create();
    } catch (error) {
      // ruleid: leaked-error-detail
      throw new HttpException(error.message, HttpStatus.INTERNAL_SERVER_ERROR);
    }
  }

  @Get()
  async list(@Res() res: Response) {
    try {
      res.json(await this.orders.list());
    } catch (error: any) {
      // ruleid: leaked-error-detail
      res.status(HttpStatus.INTERNAL_SERVER_ERROR).json({ success: false, message: error.message });
    }
  }

  @Get('report')
  async report() {
    try {
      return await this.orders.list();
    } catch (error) {
      // ruleid: leaked-error-detail
      throw new InternalServerErrorException((error as Error).message);
    }
  }

  @Get('count')
  async count() {
    try {
      return await this.orders.list();
    } catch (error) {
      this.logger.error(error);
      // ok: leaked-error-detail
      throw new InternalServerErrorException('could not count');
    }
  }

  @Get('sum')
  async sum() {
    try {
      return await this.orders.list();
    } catch (error) {
      // ok: leaked-error-detail
      throw new InternalServerErrorException('could not sum up', { cause: error });
    }
  }
}

@Catch()
export class AllExceptionsFilter implements ExceptionFilter {
  catch(exception: unknown, host: ArgumentsHost) {
    const response = host.switchToHttp().getResponse<Response>();
    // ok: leaked-error-detail
    response.status(500).json({ message: exception instanceof HttpException ? exception.message : 'internal error' });
  }
}

// Who throws is not who answers: all that call these catch what they throw.
export class FilesService {
  private readonly logger = new Logger(FilesService.name);

  async downloadUpload(key: string) {
    try {
      return await this.store.get(key);
    } catch (e) {
      // ok: leaked-error-detail
      throw new InternalServerErrorException(e);
    }
  }

  async triggerAudit(id: string) {
    try {
      await this.store.audit(id);
    } catch (error) {
      // ok: leaked-error-detail
      throw new HttpException(error?.message || 'no audit', 500);
    }
  }

  async removeUpload(key: string) {
    try {
      return await this.store.remove(key);
    } catch (e) {
      // ruleid: leaked-error-detail
      throw new InternalServerErrorException(e);
    }
  }

  async copyUpload(key: string) {
    try {
      return await this.store.copy(key);
    } catch (e) {
      // ruleid: leaked-error-detail
      throw new InternalServerErrorException(e.message);
    }
  }

  async importUpload(key: string) {
    this.triggerAudit(key).catch((auditError) => {
      this.logger.error(auditError);
    });
    try {
      await this.downloadUpload(key);
    } catch {
      throw new HttpException('cannot be read', 404);
    }
    try {
      await this.removeUpload(key);
    } catch (error) {
      this.logger.error(error);
      throw error;
    }
    return this.copyUpload(key);
  }
}
