import { NestFactory } from '@nestjs/core';
import { WebSocketGateway } from '@nestjs/websockets';

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  // ruleid: permissive-cors
  app.enableCors();
  // ruleid: permissive-cors
  app.enableCors({ origin: true, credentials: true });
  // ok: permissive-cors
  app.enableCors({ origin: config.get<string[]>('cors.origins'), credentials: true });
  // ruleid: permissive-cors
  const other = await NestFactory.create(AppModule, { cors: true });
  // ok: permissive-cors
  const third = await NestFactory.create(AppModule, { bufferLogs: true });
  await app.listen(3000);
}

// ruleid: permissive-cors
@WebSocketGateway({ cors: { origin: '*' } })
export class EventsGateway {}

// ok: permissive-cors
@WebSocketGateway({ cors: { origin: 'https://shop.example.com' } })
export class SafeGateway {}
