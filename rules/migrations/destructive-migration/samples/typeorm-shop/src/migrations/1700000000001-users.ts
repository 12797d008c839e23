import { MigrationInterface, QueryRunner } from 'typeorm';

export class Users1700000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE TABLE "users" ("id" SERIAL PRIMARY KEY, "email" varchar NOT NULL, "role" varchar DEFAULT \'member\')',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "users"');
  }
}

export class Fewer1700000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // ruleid: destructive-migration
    await queryRunner.dropColumn('users', 'email');
    // ok: destructive-migration
    await queryRunner.dropColumn('users', 'role');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "users" ADD COLUMN "email" varchar, ADD COLUMN "role" varchar');
  }
}
