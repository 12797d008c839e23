import { PartialType } from '@nestjs/swagger'

export class CreateCatDto {
  name: string
}

export class PartialCatDto extends PartialType(CreateCatDto) {}
