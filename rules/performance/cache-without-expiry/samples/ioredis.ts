import Redis from 'ioredis';

const redis = new Redis(process.env.REDIS_URL);

export class ProfileCache {
  constructor(private readonly redisClient: Redis) {}

  async put(id: string, profile: object): Promise<void> {
    // ruleid: cache-without-expiry
    await this.redisClient.set(`profile:${id}`, JSON.stringify(profile));
    // ok: cache-without-expiry
    await this.redisClient.set(`profile:${id}`, JSON.stringify(profile), 'EX', 300);
    // ok: cache-without-expiry
    await this.redisClient.setex(`profile:${id}`, 300, JSON.stringify(profile));
  }

  async putThenExpire(id: string, profile: object): Promise<void> {
    // ok: cache-without-expiry
    await this.redisClient.set(`profile:${id}`, JSON.stringify(profile));
    await this.redisClient.expire(`profile:${id}`, 300);
  }
}

export async function once(id: string): Promise<void> {
  // ruleid: cache-without-expiry
  await redis.set(`seen:${id}`, '1', 'NX');
  // ruleid: cache-without-expiry
  await redis.setnx(`seen:${id}`, '1');
  // ok: cache-without-expiry
  await redis.set('feature-flag:checkout', 'on');
}

const seen = new Map<string, string>();

export function local(id: string): void {
  // ok: cache-without-expiry
  seen.set(id, 'yes');
}
