import { OmitType, PartialType } from '@nestjs/swagger'
import { IsString, MaxLength } from 'class-validator'

export class CreateCatDto {
  @IsString()
  @MaxLength(100)
  name: string
}

export interface PlainCat {
  name: string
}

class Bare {
  note: string
}

export class UpdateCatDto extends PartialType(OmitType(CreateCatDto, ['owner'])) {}

export class BareCatDto extends PartialType(Bare) {}

export class PartialCatDto extends PartialType(CreateCatDto) {}
