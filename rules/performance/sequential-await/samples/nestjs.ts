import { Injectable } from '@nestjs/common'

import { MailService } from './mail.service'

@Injectable()
export class InvitesService {
  constructor(private readonly mails: MailService) {}

  async invite(addresses: string[]) {
    for (const address of addresses) {
      // ruleid: sequential-await
      await this.mails.send({ to: address, template: 'invite' })
    }
  }

  async inviteFirst(addresses: string[]) {
    for (const address of addresses) {
      // ok: sequential-await
      if (await this.mails.send({ to: address, template: 'invite' })) break
    }
  }

  async inviteAll(addresses: string[]) {
    // ok: sequential-await
    await Promise.all(addresses.map((address) => this.mails.send({ to: address, template: 'invite' })))
  }
}
