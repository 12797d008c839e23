import { Body, Controller, Injectable, Post } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Member } from './member.entity';

@Injectable()
export class MembersService {
  constructor(@InjectRepository(Member) private members: Repository<Member>) {}

  create(body: any) {
    // ruleid: mass-assignment
    return this.members.save(body);
  }

  named(name: string) {
    // ok: mass-assignment
    return this.members.save({ name });
  }
}

// A controller that no module of the tree holds has its routes all the same.
@Controller('members')
export class MembersController {
  constructor(private members: MembersService) {}

  @Post()
  create(@Body() body: any) {
    return this.members.create(body);
  }

  @Post('named')
  named(@Body('name') name: string) {
    return this.members.named(name);
  }
}
