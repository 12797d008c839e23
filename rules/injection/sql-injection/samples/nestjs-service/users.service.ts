import { Injectable } from '@nestjs/common';
import { SearchUsersDto } from './search-users.dto';
import { columnOf, directionOf } from './sorting';
import { UsersRepository } from './users.repository';

@Injectable()
export class UsersService {
  constructor(private readonly repository: UsersRepository) {}

  list(sort: string, direction: string) {
    return this.repository.ordered(`${sort} ${directionOf(direction)}`);
  }

  sorted(sort: string) {
    return this.repository.orderedBy(columnOf(sort));
  }

  search(filter: SearchUsersDto) {
    return this.repository.named(filter.name, filter.limit);
  }

  one(id: number) {
    return this.repository.one(id);
  }
}
