import { NestFactory } from '@nestjs/core';
import { WebSocketGateway } from '@nestjs/websockets';
import { CorsOptions } from '@nestjs/common/interfaces/external/cors-options.interface';
import { AppModule } from './app.module';
import { config } from './config';

const open: CorsOptions = { origin: true, credentials: true };

async function bootstrap(): Promise<void> {
  // ruleid: permissive-cors
  const app = await NestFactory.create(AppModule, { cors: true });
  // ruleid: permissive-cors
  app.enableCors();
  // ruleid: permissive-cors
  app.enableCors({ origin: '*' });
  // ruleid: permissive-cors
  app.enableCors(open);
  // ok: permissive-cors
  app.enableCors({ origin: config.origins, credentials: true });
  // ok: permissive-cors
  app.enableCors({ origin: ['https://app.example.com'] });
  // ruleid: permissive-cors
  const other = await NestFactory.create(AppModule, { cors: { origin: '*' } });
  // ok: permissive-cors
  const third = await NestFactory.create(AppModule, { cors: { origin: 'https://app.example.com' } });
  // ok: permissive-cors
  const fourth = await NestFactory.create(AppModule, { cors: false });
  await Promise.all([other, third, fourth].map((a) => a.listen(3000)));
}

// ruleid: permissive-cors
@WebSocketGateway({ cors: true })
export class OpenGateway {}

// ruleid: permissive-cors
@WebSocketGateway(81, { namespace: 'chat', cors: { origin: '*' } })
export class ChatGateway {}

// ok: permissive-cors
@WebSocketGateway({ cors: { origin: 'https://app.example.com' } })
export class StrictGateway {}

void bootstrap();
