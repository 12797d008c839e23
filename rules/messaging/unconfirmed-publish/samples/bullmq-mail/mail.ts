import { Queue } from 'bullmq';

export const mails = new Queue('mail', { connection: { host: 'redis' }, defaultJobOptions: { attempts: 3 } });
const seen = new Set<string>();

export async function welcome(user: string): Promise<void> {
  // ok: unconfirmed-publish
  seen.add(user);
  // ruleid: unconfirmed-publish
  mails.add('welcome', { user });
  // ok: unconfirmed-publish
  await mails.add('welcome', { user });
}
