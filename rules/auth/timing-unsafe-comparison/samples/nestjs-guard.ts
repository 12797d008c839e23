import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { createHmac, timingSafeEqual } from 'crypto';
import { Token, TokenType } from './token.entity';

@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(private readonly config: ConfigService) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest();
    const key = request.headers['x-api-key'];
    // ruleid: timing-unsafe-comparison
    if (key !== this.config.get<string>('API_KEY')) {
      throw new UnauthorizedException();
    }
    // ruleid: timing-unsafe-comparison
    return (request.query.secret as string) === this.config.get('WEBHOOK_SECRET');
  }

  verify(body: string, signature: string): boolean {
    const digest = createHmac('sha256', this.config.getOrThrow('SECRET')).update(body).digest('base64');
    // ruleid: timing-unsafe-comparison
    return digest === signature;
  }

  safe(body: string, signature: string): boolean {
    const digest = createHmac('sha256', this.config.getOrThrow('SECRET')).update(body).digest();
    // ok: timing-unsafe-comparison
    return timingSafeEqual(digest, Buffer.from(signature, 'base64'));
  }

  kind(token: Token): boolean {
    // ok: timing-unsafe-comparison
    return token.type === TokenType.Refresh && token.userId !== this.config.get('USER');
  }
}
