export class MailService {
  private readonly password = process.env.MAIL_SERVICE_PASSWORD!;

  login(given: string): boolean {
    return given.length === this.password.length;
  }
}
