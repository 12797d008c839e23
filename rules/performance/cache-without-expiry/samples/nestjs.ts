import { CACHE_MANAGER, Cache, CacheModule } from '@nestjs/cache-manager';
import { Inject, Injectable, Module } from '@nestjs/common';

@Module({
  imports: [
    // ruleid: cache-without-expiry
    CacheModule.register({ isGlobal: true, ttl: 0 }),
  ],
})
export class ForeverModule {}

@Module({
  imports: [
    // ok: cache-without-expiry
    CacheModule.register({ isGlobal: true, ttl: 60_000 }),
  ],
})
export class MinuteModule {}

@Injectable()
export class RatesService {
  constructor(@Inject(CACHE_MANAGER) private readonly cacheManager: Cache) {}

  async store(currency: string, rate: number): Promise<void> {
    // ruleid: cache-without-expiry
    await this.cacheManager.set(`rate:${currency}`, rate, 0);
    // the module's default applies
    // ok: cache-without-expiry
    await this.cacheManager.set(`rate:${currency}`, rate);
    // ok: cache-without-expiry
    await this.cacheManager.set(`rate:${currency}`, rate, 60_000);
  }
}
