import { Body, Controller, Injectable, Module, Param, Post, Put } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Column, Entity, PrimaryGeneratedColumn, Repository } from 'typeorm';

@Entity()
export class Cat {
  @PrimaryGeneratedColumn() id: number;
  @Column() name: string;
}

@Injectable()
export class CatsService {
  constructor(@InjectRepository(Cat) private readonly cats: Repository<Cat>) {}

  async createTyped(name: string) {
    // ok: floating-promise
    await this.cats.save<Cat>({ name } as Cat);
    return { name };
  }

  async create(name: string) {
    // ruleid: floating-promise
    this.cats.save({ name });
    return { name };
  }

  async rename(id: number, name: string): Promise<void> {
    await this.cats.update({ id }, { name });
  }

  rest(id: number): Promise<unknown> {
    // ok: floating-promise
    return this.cats.delete({ id });
  }
}

@Controller('cats')
export class CatsController {
  constructor(private readonly service: CatsService) {}

  @Post()
  create(@Body() body: { name: string }) {
    return this.service.create(body.name);
  }

  @Post('typed')
  async createTyped(@Body() body: { name: string }) {
    return await this.service.createTyped(body.name);
  }

  @Put(':id')
  async rename(@Param('id') id: string, @Body() body: { name: string }) {
    // ruleid: floating-promise
    this.service.rename(Number(id), body.name);
    // ok: floating-promise
    await this.service.rename(Number(id), body.name);
    // ruleid: floating-promise
    this.service.rest(1);
    return { ok: true };
  }
}

@Module({ controllers: [CatsController], providers: [CatsService] })
export class AppModule {}
