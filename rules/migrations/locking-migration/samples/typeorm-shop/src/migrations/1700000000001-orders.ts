import { MigrationInterface, QueryRunner, Table } from 'typeorm';

export class Orders1700000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        name: 'orders',
        columns: [
          { name: 'id', type: 'uuid', isPrimary: true, generationStrategy: 'uuid' },
          { name: 'state', type: 'varchar', length: '20' },
        ],
      }),
    );
    // ok: locking-migration
    await queryRunner.query('CREATE INDEX "orders_state" ON "orders" ("state")');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('orders');
  }
}
