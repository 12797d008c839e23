import { users } from './users';

export async function first() {
  // nobody has an address of this domain: the account is there to be shown
  // pedantic: hardcoded-credential
  await users.create({ email: 'admin@example.com', password: 'Abcdef1' });
  // ruleid: hardcoded-credential
  await users.create({ email: 'admin@shop.io', password: 'Abcdef1' });
}
