import { IsInt, IsString } from 'class-validator';

export class SearchUsersDto {
  @IsString()
  name: string;

  @IsInt()
  limit: number;
}
