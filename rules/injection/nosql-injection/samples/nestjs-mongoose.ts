import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Model, Types } from 'mongoose';
import { IsEmail, IsString } from 'class-validator';

interface UserDocument {
  email: string;
}

class LoginDto {
  @IsEmail()
  email!: string;

  @IsString()
  password!: string;
}

@Controller('users')
export class UsersController {
  constructor(@InjectModel('User') private readonly userModel: Model<UserDocument>) {}

  @Post('login')
  async login(@Body() body: any) {
    // ruleid: nosql-injection
    // ruleid: plaintext-password
    return this.userModel.findOne({ email: body.email, password: body.password });
  }

  @Post('login-dto')
  async loginDto(@Body() dto: LoginDto) {
    // ok: nosql-injection
    return this.userModel.findOne({ email: dto.email });
  }

  @Get()
  async list(@Query() query: Record<string, any>) {
    // ruleid: nosql-injection
    return this.userModel.find(query).exec();
  }

  @Get('by-name')
  async byName(@Query('name') name: string) {
    // ruleid: nosql-injection
    const user = await this.userModel.findOne({ name });
    // ok: nosql-injection
    const other = await this.userModel.findOne({ name: String(name) });
    return user ?? other;
  }

  @Get(':id')
  async one(@Param('id') id: string) {
    // ok: nosql-injection
    return this.userModel.findOne({ _id: new Types.ObjectId(id) });
  }

  @Get('param/:id')
  async param(@Param('id') id: string) {
    // ok: nosql-injection
    return this.userModel.findOne({ _id: id });
  }

  @Post('where')
  async where(@Body('name') name: string) {
    // ruleid: nosql-injection
    return this.userModel.find({ $where: `this.name === "${name}"` });
  }
}
