import { Nack, RabbitSubscribe } from '@golevelup/nestjs-rabbitmq';
import { place } from './orders';

export class Orders {
  @RabbitSubscribe({ exchange: 'orders', routingKey: 'placed', queue: 'orders' })
  async onOrder(order: { id: number }) {
    if (!order.id) {
      // ruleid: missing-dead-letter
      return new Nack();
    }
    await place(order);
  }
}
