import { IsInt, IsOptional, Max, Min } from 'class-validator'

export class PagingDto {
  @IsInt()
  @Min(1)
  @Max(100)
  take: number = 20

  @IsInt()
  @IsOptional()
  skip?: number
}

export class OpenPagingDto {
  @IsInt()
  @Min(1)
  take: number = 20
}
