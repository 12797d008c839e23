import { Body, Controller, Delete, HttpCode, HttpStatus, Param, Post } from '@nestjs/common'
import { InjectRepository } from '@nestjs/typeorm'
import { Repository } from 'typeorm'
import { Order } from './order.entity'

@Controller('orders')
export class OrdersController {
  constructor(@InjectRepository(Order) private readonly orders: Repository<Order>) {}

  @Post()
  async create(@Body() body: Partial<Order>) {
    // ok: wrong-success-status
    return this.orders.save(body)
  }

  // ruleid: wrong-success-status
  @Delete(':id')
  async remove(@Param('id') id: number) {
    await this.orders.delete(id)
  }

  // ok: wrong-success-status
  @Delete(':id/notes')
  @HttpCode(HttpStatus.NO_CONTENT)
  async clear(@Param('id') id: number) {
    await this.orders.update(id, { note: '' })
  }
}
