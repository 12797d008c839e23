import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';

@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(private readonly config: ConfigService) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest();
    const apiKey = request.headers['x-api-key'] as string;
    // ruleid: timing-unsafe-comparison
    return apiKey === this.config.get<string>('API_KEY');
  }

  signed(body: string, signature: string): boolean {
    const digest = createHmac('sha256', this.config.secret).update(body).digest('hex');
    // ruleid: timing-unsafe-comparison
    return digest === signature;
  }

  signedSafely(body: string, given: string): boolean {
    const digest = createHmac('sha256', this.config.secret).update(body).digest();
    const received = Buffer.from(given, 'hex');
    // ok: timing-unsafe-comparison
    return received.length === digest.length && timingSafeEqual(received, digest);
  }

  sameTokenType(tokenType: string, expectedTokenType: string): boolean {
    // ok: timing-unsafe-comparison
    return tokenType === expectedTokenType;
  }
}
