import { Injectable, Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { JwtModule, JwtService } from '@nestjs/jwt';

@Injectable()
export class AuthService {
  constructor(private readonly jwtService: JwtService) {}

  async login(user: { id: number; name: string }) {
    const payload = { sub: user.id, name: user.name };
    // the module below says how long
    // ok: jwt-without-expiry
    return { access_token: await this.jwtService.signAsync(payload) };
  }

  loginShort(user: { id: number }) {
    // ok: jwt-without-expiry
    return this.jwtService.sign({ sub: user.id }, { expiresIn: '5m' });
  }
}

@Module({
  imports: [
    // ok: jwt-without-expiry
    JwtModule.registerAsync({
      inject: [ConfigService],
      useFactory: (config: ConfigService) => ({
        secret: config.get('JWT_KEY'),
        signOptions: { expiresIn: '15m' },
      }),
    }),
  ],
  providers: [AuthService],
})
export class AuthModule {}
