export class MailService {
  private readonly password = 'Ma1lPass!word';

  login(given: string): boolean {
    return given.length === this.password.length;
  }
}
