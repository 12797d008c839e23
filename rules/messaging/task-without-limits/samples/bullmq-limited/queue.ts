import { Queue } from 'bullmq';

// ok: task-without-limits
export const mails = new Queue('mail', {
  connection: { host: 'redis' },
  defaultJobOptions: { attempts: 3, backoff: { type: 'exponential', delay: 1000 } },
});

export async function always(user: string): Promise<void> {
  // ruleid: task-without-limits
  await mails.add('welcome', { user }, { attempts: Number.MAX_SAFE_INTEGER });
}
