import { Body, ConflictException, Controller, Get, HttpStatus, Param, Post, Put, Res } from '@nestjs/common'
import { Response } from 'express'
import { OrdersService } from './orders.service'

@Controller('orders')
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  @Get(':id')
  async show(@Param('id') id: string) {
    return this.orders.show(id)
  }

  @Post()
  async create(@Body() body: object) {
    try {
      return await this.orders.create(body)
    } catch (error) {
      // ruleid: error-with-success-status
      return { success: false, message: error.message }
    }
  }

  @Put(':id')
  async replace(@Param('id') id: string, @Body() body: object) {
    const changed = await this.orders.replace(id, body)
    // ok: error-with-success-status
    if (!changed) throw new ConflictException({ error: 'changed meanwhile' })
    return { changed }
  }

  @Post(':id/ship')
  async ship(@Param('id') id: string, @Res() res: Response) {
    try {
      res.json(await this.orders.ship(id))
    } catch (error) {
      // ok: error-with-success-status
      res.status(HttpStatus.BAD_REQUEST).json({ success: false, message: error.message })
    }
  }
}
