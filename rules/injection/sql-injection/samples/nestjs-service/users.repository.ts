import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

@Injectable()
export class UsersRepository {
  constructor(private readonly dataSource: DataSource) {}

  ordered(order: string) {
    // ruleid: sql-injection
    return this.dataSource.query(`SELECT id, name FROM users ORDER BY ${order} LIMIT 50`);
  }

  orderedBy(column: string) {
    // ok: sql-injection
    return this.dataSource.query(`SELECT id, name FROM users ORDER BY ${column} LIMIT 50`);
  }

  named(name: string, limit: number) {
    const where = ['active'];
    if (name) {
      where.push(`name = '${name}'`);
    }
    // ruleid: sql-injection
    return this.dataSource.query('SELECT id, name FROM users WHERE ' + where.join(' AND ') + ` LIMIT ${limit}`);
  }

  one(id: number) {
    // ok: sql-injection
    return this.dataSource.query(`SELECT id, name FROM users WHERE id = ${id}`);
  }
}
