import { BadRequestException, Controller, ForbiddenException, Get, HttpException, NotFoundException, Param, Put } from '@nestjs/common'

@Controller('orders')
export class OrdersController {
  @Get(':id')
  show(@Param('id') id: string) {
    if (!id) throw new BadRequestException('no id')
    if (id === '0') throw new NotFoundException('no such order')
    if (id === '1') throw new ForbiddenException({ message: 'not yours', code: 'forbidden' })
    return {}
  }

  @Put(':id')
  replace(@Param('id') id: string) {
    if (!id) throw new BadRequestException()
    if (id === '0') throw new HttpException('gone', 410)
    if (id === '1') throw new NotFoundException(`no order ${id}`)
    return {}
  }
}
