import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

@Entity()
export class Cat {
  @PrimaryGeneratedColumn() id: number
  @Column() name: string
  @Column() ownerId: number
}
