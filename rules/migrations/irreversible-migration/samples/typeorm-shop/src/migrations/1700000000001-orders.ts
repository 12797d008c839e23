import { MigrationInterface, QueryRunner } from 'typeorm';

export class Orders1700000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE "orders" ("id" SERIAL PRIMARY KEY)');
  }

  // ok: irreversible-migration
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "orders"');
  }
}
