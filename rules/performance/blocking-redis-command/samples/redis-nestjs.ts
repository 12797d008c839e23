import { Inject, Injectable } from '@nestjs/common'
import { createClient, RedisClientType } from 'redis'

const client = createClient({ url: process.env.REDIS_URL })

@Injectable()
export class CacheService {
  private readonly pages = new Map<string, string>()

  constructor(@Inject('REDIS') private readonly connection: RedisClientType) {}

  async clear(prefix: string) {
    // ruleid: blocking-redis-command
    const keys = await client.keys(`${prefix}*`)
    // ruleid: blocking-redis-command
    const more = await this.connection.keys(`${prefix}*`)
    // ruleid: blocking-redis-command
    await client.sendCommand(['KEYS', `${prefix}*`])
    // ruleid: blocking-redis-command
    await client.flushDb()
    // ok: blocking-redis-command
    return [...keys, ...more, ...this.pages.keys()]
  }

  async page(prefix: string) {
    // ok: blocking-redis-command
    for await (const key of client.scanIterator({ MATCH: `${prefix}*` })) this.pages.delete(key)
  }
}
