import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import { Queue } from 'bullmq';

@Injectable()
export class MailService {
  constructor(@InjectQueue('mail') private readonly queue: Queue) {}

  async welcome(user: string) {
    // ruleid: unconfirmed-publish
    this.queue.add('welcome', { user });
    // ok: unconfirmed-publish
    return this.queue.add('welcome', { user });
  }
}
