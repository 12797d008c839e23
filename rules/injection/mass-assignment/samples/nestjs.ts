import { Body, Controller, Param, Patch, Post, Put } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { User } from './user.entity';
import { CreateUserDto } from './dto/create-user.dto';
import { UsersService } from './users.service';

@Controller('users')
export class UsersController {
  constructor(
    @InjectRepository(User) private readonly userRepository: Repository<User>,
    private readonly usersService: UsersService,
  ) {}

  @Post('any')
  async createAny(@Body() body: any) {
    // ruleid: mass-assignment
    return this.userRepository.save(body);
  }

  @Patch(':id')
  async patch(@Param('id') id: string, @Body() changes: Partial<User>) {
    // ruleid: mass-assignment
    return this.userRepository.update(id, changes);
  }

  @Put(':id')
  async put(@Param('id') id: string, @Body() user: User) {
    // ruleid: mass-assignment
    await this.userRepository.save({ ...user, id });
  }

  @Post()
  create(@Body() dto: CreateUserDto) {
    // ok: mass-assignment
    return this.usersService.create(dto);
  }

  @Post('direct')
  direct(@Body() dto: CreateUserDto) {
    // ruleid: mass-assignment
    return this.userRepository.save(dto);
  }

  @Post('named')
  named(@Body() dto: CreateUserDto) {
    // ok: mass-assignment
    return this.userRepository.save({ name: dto.name });
  }
}
