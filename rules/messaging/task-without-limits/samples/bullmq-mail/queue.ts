import { Queue, Worker } from 'bullmq';

const connection = { host: 'redis' };

// ruleid: task-without-limits
export const mails = new Queue('mail', { connection });
// ok: task-without-limits
export const reports = new Queue('reports', { connection });
export const worker = new Worker('mail', async (job) => console.log(job.data), { connection });
