import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

// ok: model-without-migration
@Entity('users')
export class User {
  @PrimaryGeneratedColumn()
  id: number;

  @Column()
  email: string;

  // ruleid: model-without-migration
  @Column({ nullable: true })
  nick: string;
}
