import { Injectable, Logger, NotFoundException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Order } from './order.entity';

@Injectable()
export class OrdersService {
  private readonly logger = new Logger(OrdersService.name);

  constructor(@InjectRepository(Order) private readonly orders: Repository<Order>) {}

  async create(total: number): Promise<Order | undefined> {
    try {
      return await this.orders.save({ total });
      // ruleid: swallowed-error
    } catch (error: unknown) {
      return undefined;
    }
  }

  async cancel(id: number): Promise<void> {
    try {
      await this.orders.update(id, { cancelled: true });
      // ruleid: swallowed-error
    } catch (error) {
      /* nothing */
    }
    // ruleid: swallowed-error
    void this.orders.update(id, { total: 0 }).catch((): void => {});
    this.orders
      .update(id, { total: 0 })
      // pedantic: swallowed-error
      .catch(() => undefined);
  }

  async find(id: number): Promise<Order> {
    try {
      return await this.orders.findOneByOrFail({ id });
      // ok: swallowed-error
    } catch (error) {
      throw new NotFoundException();
    }
  }

  async touch(id: number): Promise<void> {
    try {
      await this.orders.update(id, { seen: true });
      // ok: swallowed-error
    } catch (error) {
      this.logger.error('touch failed', error);
    }
  }

  async onModuleDestroy(): Promise<void> {
    try {
      await this.orders.manager.connection.destroy();
      // ok: swallowed-error
    } catch {}
  }
}
