import { Column, DataSource, Entity, Index, JoinColumn, ManyToMany, JoinTable, ManyToOne, OneToOne, PrimaryGeneratedColumn } from 'typeorm'

@Entity('customers')
export class Customer {
  @PrimaryGeneratedColumn() id: number
}

@Entity('orders')
@Index(['shop', 'number'])
export class Order {
  @PrimaryGeneratedColumn() id: number
  @Column() number: string

  // ruleid: unindexed-foreign-key
  @ManyToOne(() => Customer, { onDelete: 'CASCADE' })
  customer: Customer

  // ok: unindexed-foreign-key
  @ManyToOne(() => Shop)
  shop: Shop

  // ok: unindexed-foreign-key
  @Index()
  @ManyToOne(() => Customer)
  @JoinColumn({ name: 'referrer_id' })
  referrer: Customer

  // ok: unindexed-foreign-key
  @OneToOne(() => Customer)
  @JoinColumn()
  payer: Customer

  // ok: unindexed-foreign-key
  @ManyToMany(() => Customer)
  @JoinTable()
  watchers: Customer[]
}

@Entity('shops')
export class Shop {
  @PrimaryGeneratedColumn() id: number
}

export const source = new DataSource({ type: 'postgres', entities: [Customer, Order, Shop] })
