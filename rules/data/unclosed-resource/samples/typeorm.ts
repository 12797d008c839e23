import { DataSource } from 'typeorm';

export class Orders {
  constructor(private readonly source: DataSource) {}

  async leaking() {
    // ruleid: unclosed-resource
    const runner = this.source.createQueryRunner();
    await runner.connect();
    const rows = await runner.query('SELECT id FROM orders LIMIT 50');
    await runner.release();
    return rows;
  }

  async well() {
    // ok: unclosed-resource
    const runner = this.source.createQueryRunner();
    await runner.connect();
    try {
      return await runner.query('SELECT id FROM orders LIMIT 50');
    } finally {
      await runner.release();
    }
  }
}
