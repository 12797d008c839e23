import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose'
import { HydratedDocument } from 'mongoose'

@Schema()
export class Owner {
  @Prop()
  name: string

  @Prop({ required: true })
  refreshToken: string
}

export type OwnerDocument = HydratedDocument<Owner>
export const OwnerSchema = SchemaFactory.createForClass(Owner)
