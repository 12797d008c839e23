import { MigrationInterface, QueryRunner, TableColumn, TableIndex } from 'typeorm';

export class More1700000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // ok: locking-migration
    await queryRunner.addColumn('orders', new TableColumn({ name: 'note', type: 'text', isNullable: true }));
    // ruleid: locking-migration
    await queryRunner.addColumn('orders', new TableColumn({ name: 'rank', type: 'int' }));
    // ruleid: locking-migration
    await queryRunner.createIndex('orders', new TableIndex({ name: 'orders_note', columnNames: ['note'] }));
    // ruleid: locking-migration
    await queryRunner.query(`ALTER TABLE "orders" ALTER COLUMN "note" SET NOT NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumns('orders', ['note', 'rank']);
  }
}
