import express, { Application } from 'express';
import errorHandler from 'errorhandler';
import { config } from './config';

export class Server {
  private readonly app: Application = express();

  start(): void {
    // ruleid: debug-enabled
    this.app.use(errorHandler());
    if (!config.isProduction) {
      // ok: debug-enabled
      this.app.set('views', 'dev');
    }
    if (config.env === 'development') {
      // ok: debug-enabled
      this.app.use(errorHandler());
    }
    this.app.listen(3000);
  }
}
