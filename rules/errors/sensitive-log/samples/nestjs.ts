import { Body, Controller, Headers, Logger, Post } from '@nestjs/common';
import { AuthService } from './auth.service';

class LoginDto {
  email: string;
  password: string;
}

@Controller('auth')
export class AuthController {
  private readonly logger = new Logger(AuthController.name);

  constructor(private readonly auth: AuthService) {}

  @Post('login')
  async login(@Body() dto: LoginDto, @Headers('authorization') authorization: string) {
    // ruleid: sensitive-log, log-injection
    this.logger.log(`login ${dto.email} ${dto.password}`);
    // ruleid: sensitive-log
    // todook: log-injection
    this.logger.debug('header', authorization);
    // ok: sensitive-log
    // ruleid: log-injection
    this.logger.log(`login ${dto.email}`);
    const refreshToken: string = await this.auth.issue(dto);
    // ruleid: sensitive-log
    Logger.verbose(refreshToken, 'AuthController');
    // ok: sensitive-log
    Logger.verbose('refresh token issued', 'AuthController');
    return { refreshToken };
  }
}
