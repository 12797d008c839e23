import { IsString, MaxLength } from 'class-validator'

export class CreateCatDto {
  @IsString()
  @MaxLength(100)
  name: string
}

export interface PlainCat {
  name: string
}
