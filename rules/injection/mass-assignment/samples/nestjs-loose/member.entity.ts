import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Member {
  @PrimaryGeneratedColumn() id: number;
  @Column() name: string;
  @Column({ default: false }) isAdmin: boolean;
}
