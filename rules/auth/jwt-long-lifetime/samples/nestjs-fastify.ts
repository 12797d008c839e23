import fastifyJwt from '@fastify/jwt';
import { Injectable, Module } from '@nestjs/common';
import { JwtModule, JwtService } from '@nestjs/jwt';
import Fastify from 'fastify';

@Injectable()
export class AuthService {
  constructor(private readonly jwtService: JwtService) {}

  login(id: string) {
    return {
      // ruleid: jwt-long-lifetime
      token: this.jwtService.sign({ sub: id }, { expiresIn: '365d' }),
      // ok: jwt-long-lifetime
      short: this.jwtService.sign({ sub: id }, { expiresIn: '10m' }),
      // ok: jwt-long-lifetime
      refreshToken: this.jwtService.sign({ sub: id }, { expiresIn: '7d' }),
    };
  }

  async generateRefreshToken(id: string): Promise<string> {
    // ok: jwt-long-lifetime
    return this.jwtService.signAsync({ sub: id }, { expiresIn: '30d' });
  }
}

@Module({
  imports: [
    JwtModule.register({
      secret: process.env.KEY,
      // ruleid: jwt-long-lifetime
      signOptions: { expiresIn: '60d' },
    }),
    JwtModule.registerAsync({
      useFactory: async () => ({
        secret: process.env.KEY,
        // ok: jwt-long-lifetime
        signOptions: { expiresIn: '60s' },
      }),
    }),
  ],
})
export class AuthModule {}

const app = Fastify();
app.register(fastifyJwt, {
  secret: process.env.KEY as string,
  sign: {
    // ruleid: jwt-long-lifetime
    expiresIn: '14d',
  },
});

app.post('/login', async (request, reply) => {
  // ruleid: jwt-long-lifetime
  const long = await reply.jwtSign({ id: 1 }, { expiresIn: '2 weeks' });
  // milliseconds here: an hour
  // ok: jwt-long-lifetime
  const short = app.jwt.sign({ id: 1 }, { expiresIn: 3600000 });
  return { long, short };
});
