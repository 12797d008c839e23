import { Injectable } from '@nestjs/common'
import { DateTime } from 'luxon'
import { SelectQueryBuilder } from 'typeorm'
import { daysAgo, describe } from './dates'
import { HistogramOptions } from './options'

enum Kind {
  Open = 'open',
}

@Injectable()
export class StatisticsService {
  constructor(private readonly repository: any) {}

  histogram(builder: SelectQueryBuilder<any>, options: HistogramOptions, term: string) {
    const { range } = options
    const since = daysAgo(7)
    const until = DateTime.now().minus({ hours: 24 }).toFormat('yyyy-MM-dd HH:mm:ss')
    const described = describe(term)
    builder
      // ok: sql-injection
      .where(`event_time >= '${since}'::TIMESTAMP`)
      // ok: sql-injection
      .andWhere(`event_time <= '${until}'`)
      // ok: sql-injection
      .andWhere(`now() - INTERVAL '${range} days' <= event_time`)
      // ok: sql-injection
      .andWhere(`bucket < ${options.buckets}`)
      // ok: sql-injection
      .andWhere(`state = '${Kind.Open}'`)
      // pedantic: sql-injection
      .andWhere(`label = '${options.label}'`)
      // ruleid: sql-injection
      .andWhere(`name = '${described}'`)
    return builder.getMany()
  }

  async latest() {
    return this.ordered('created_at')
  }

  async oldest() {
    return this.ordered('updated_at')
  }

  private async ordered(column: string) {
    // ok: sql-injection
    return this.repository.query(`SELECT id FROM events ORDER BY ${column} DESC`)
  }

  async named(column: string) {
    // pedantic: sql-injection
    return this.repository.query(`SELECT id FROM events ORDER BY ${column} DESC`)
  }

  async ofSites(sites: { siteId: number }[], names: string[]) {
    const ids = sites.map((site) => site.siteId)
    // ok: sql-injection
    await this.repository.query(`SELECT count(*) FROM events WHERE site_id IN (${ids.join(',')})`)
    // ruleid: sql-injection
    await this.repository.query(`SELECT count(*) FROM events WHERE site IN ('${names.join("','")}')`)
  }
}
