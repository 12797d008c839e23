import { MigrationInterface, QueryRunner, TableColumn } from 'typeorm';

export class Note1700000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('orders', new TableColumn({ name: 'note', type: 'text', isNullable: true }));
  }

  // ruleid: irreversible-migration
  async down(): Promise<void> {}
}

export class Filled1700000000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.manager.update('orders', {}, { note: '' });
  }

  // ok: irreversible-migration
  async down(): Promise<void> {
    // irreversible: what the notes were before is not known
  }
}
