import { Column, DataSource, Entity, ManyToOne, PrimaryGeneratedColumn, Index } from 'typeorm';

@Entity('customers')
export class Customer {
  @PrimaryGeneratedColumn()
  id: number;

  @Column()
  name: string;
}

@Entity('orders')
export class Order {
  @PrimaryGeneratedColumn()
  id: number;

  @Index()
  @ManyToOne(() => Customer)
  customer: Customer;
}

export const source = new DataSource({ type: 'postgres', entities: [Customer, Order] });
