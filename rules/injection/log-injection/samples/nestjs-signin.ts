import { Body, Controller, Logger, Post } from "@nestjs/common";

@Controller("sign-in")
export class SignInController {
  private readonly logger = new Logger(SignInController.name);

  @Post()
  signIn(@Body("user") user: string) {
    // ruleid: log-injection
    this.logger.log(`sign-in of ${user}`);
    // ok: log-injection
    this.logger.log({ message: "sign-in", user });
    return { user };
  }
}
