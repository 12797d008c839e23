import { MigrationInterface, QueryRunner } from 'typeorm';

export class Index1700000000003 implements MigrationInterface {
  transaction = false as const;

  async up(queryRunner: QueryRunner): Promise<void> {
    // ok: locking-migration
    await queryRunner.query('CREATE INDEX CONCURRENTLY "orders_rank" ON "orders" ("rank")');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX "orders_rank"');
  }
}
