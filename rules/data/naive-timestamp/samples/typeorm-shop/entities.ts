import { Column, CreateDateColumn, DataSource, Entity, PrimaryGeneratedColumn } from 'typeorm'

@Entity()
export class Event {
  @PrimaryGeneratedColumn() id: number

  // ruleid: naive-timestamp
  @CreateDateColumn()
  createdAt: Date

  // ok: naive-timestamp
  @Column({ type: 'timestamptz' })
  startsAt: Date

  // ok: naive-timestamp
  @Column('date')
  day: string
}

export const source = new DataSource({ type: 'postgres', entities: [Event] })
