import { Injectable, Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { ApiProperty } from '@nestjs/swagger';
import { TypeOrmModule } from '@nestjs/typeorm';
import * as session from 'express-session';

export const jwtConstants = {
  // ruleid: jwt-hardcoded-secret
  secret: 'not-a-good-one-42',
};
export const authConstants = {
  // ruleid: jwt-hardcoded-secret
  jwtSecret: 'thisIsNotVerySecret1',
};

export enum AuthError {
  // ok: hardcoded-credential
  Password = 'auth.password.1',
  // ok: hardcoded-credential
  Token = 'TOKEN1_INVALID',
}

export class LoginDto {
  // ok: hardcoded-credential
  @ApiProperty({ example: 'Tr0ub4dor&3' })
  password: string;

  // ok: hardcoded-credential
  readonly tokenType: string = 'bearer1';
}

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      host: 'db.shop.io',
      username: 'shop',
      // ruleid: hardcoded-credential
      password: 'shop',
    }),
    TypeOrmModule.forRootAsync({
      inject: [ConfigService],
      useFactory: (config: ConfigService) => ({
        type: 'postgres',
        username: 'shop',
        // ok: hardcoded-credential
        password: config.get<string>('DB_PASSWORD'),
        // ruleid: hardcoded-credential
        url: config.get('DB_URL', 'postgres://shop:Kx92hs7@db.shop.io/shop'),
      }),
    }),
  ],
})
export class AppModule {}

@Injectable()
export class MailService {
  // ruleid: hardcoded-credential
  private readonly password = 'Ma1lPass!';
  // ruleid: hardcoded-credential
  private readonly apiKey: string = '7f9d1a3c5e7b9d1f3a5c7e9b';
  // ok: hardcoded-credential
  private readonly secret: string;

  constructor(private readonly config: ConfigService) {
    // ok: hardcoded-credential
    this.secret = config.getOrThrow('MAIL_SECRET');
    // ruleid: hardcoded-credential
    this.secret = config.get('MAIL_SECRET', 'mail-s3cret');
  }

  // ok: hardcoded-credential
  accepts(token: string, kind = 'password'): boolean {
    // ok: hardcoded-credential
    return token !== 'null' && kind === 'password';
  }
}

export function bootstrap(app: { use(handler: unknown): void }): void {
  // ruleid: hardcoded-credential
  // ruleid: insecure-cookie
  app.use(session({ secret: 'my-secret', resave: false, saveUninitialized: false }));
}
