import { Body, Controller, Post } from '@nestjs/common';
import { IsString, Matches } from 'class-validator';
import { z } from 'zod';

export class CreateUser {
  // ruleid: backtracking-regex
  @Matches(/^([a-z0-9]+[._-]?)*@example\.com$/i)
  email: string;

  // ok: backtracking-regex
  @Matches(/^[a-z]+(?:\.[a-z]+)*$/)
  @IsString()
  name: string;
}

export const schema = z.object({
  // ruleid: backtracking-regex
  phone: z.string().regex(/^(\+?\d+\s*)+$/),
  // ok: backtracking-regex
  zip: z.string().regex(/^\d{5}(?:-\d{4})?$/),
});

@Controller('users')
export class UsersController {
  @Post()
  create(@Body() body: CreateUser) {
    return schema.parse(body);
  }
}
