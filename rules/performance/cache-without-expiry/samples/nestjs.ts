import { CACHE_MANAGER, Cache, CacheModule } from '@nestjs/cache-manager';
import { Inject, Injectable, Module } from '@nestjs/common';
import { InjectRedis } from '@nestjs-modules/ioredis';
import Redis from 'ioredis';

@Injectable()
export class RatesService {
  private readonly seen = new Map<string, string>();

  constructor(
    @Inject(CACHE_MANAGER) private readonly cacheManager: Cache,
    @InjectRedis() private readonly redis: Redis,
  ) {}

  async put(currency: string, rate: string) {
    // ruleid: cache-without-expiry
    await this.cacheManager.set(`rate:${currency}`, rate, 0);
    // ok: cache-without-expiry
    await this.cacheManager.set(`rate:${currency}`, rate, 60_000);
    // ok: cache-without-expiry
    await this.cacheManager.set(`rate:${currency}`, rate);
    // ruleid: cache-without-expiry
    await this.redis.set(`rate:${currency}`, rate);
    // ok: cache-without-expiry
    await this.redis.set(`rate:${currency}`, rate, 'PX', 60_000);
    // ok: cache-without-expiry
    this.seen.set(currency, rate);
  }
}

@Module({
  // ruleid: cache-without-expiry
  imports: [CacheModule.register({ isGlobal: true, ttl: 0 })],
})
export class ForeverModule {}

@Module({
  // ok: cache-without-expiry
  imports: [CacheModule.register({ isGlobal: true, ttl: 5000 })],
})
export class RatesModule {}
