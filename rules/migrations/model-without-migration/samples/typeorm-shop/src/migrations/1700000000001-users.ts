import { MigrationInterface, QueryRunner, Table } from 'typeorm';

export class Users1700000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const columns = [{ name: 'id', type: 'int', isPrimary: true, isGenerated: true }, { name: 'email', type: 'varchar' }];
    await queryRunner.createTable(new Table({ name: 'users', columns }));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('users');
  }
}
