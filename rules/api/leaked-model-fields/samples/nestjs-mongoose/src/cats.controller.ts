import { Controller, Get, Param } from '@nestjs/common'
import { InjectModel } from '@nestjs/mongoose'
import { Model } from 'mongoose'
import { Owner, OwnerDocument } from './owner.schema'

@Controller('owners')
export class CatsController {
  constructor(@InjectModel(Owner.name) private readonly owners: Model<OwnerDocument>) {}

  @Get(':id')
  async one(@Param('id') id: string) {
    // ruleid: leaked-model-fields
    return this.owners.findById(id).exec()
  }

  @Get(':id/name')
  async name(@Param('id') id: string) {
    // ok: leaked-model-fields
    return this.owners.findById(id, 'name').exec()
  }
}
