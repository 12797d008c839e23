import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'

@Entity()
export class Product {
  @PrimaryGeneratedColumn() id: number

  // ruleid: float-money
  @Column('float')
  price: number

  // ruleid: float-money
  @Column({ type: 'double precision', nullable: true })
  refundFee: number

  // ok: float-money
  @Column({ type: 'decimal', precision: 12, scale: 2 })
  salePrice: string

  // ok: float-money
  @Column()
  priceInCents: number

  // ok: float-money
  @Column('real')
  weight: number
}
