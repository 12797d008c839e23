import { Injectable } from '@nestjs/common'
import { pbkdf2, pbkdf2Sync, randomBytes } from 'crypto'
import { readFileSync } from 'fs'
import { promisify } from 'util'

const derive = promisify(pbkdf2)

@Injectable()
export class UsersService {
  private readonly words: string[]

  constructor() {
    // ok: sync-io-in-handler
    this.words = readFileSync('words.txt', 'utf8').split('\n')
  }

  hash(password: string): string {
    const salt = randomBytes(16)
    // ruleid: sync-io-in-handler
    return pbkdf2Sync(password, salt, 100_000, 32, 'sha256').toString('hex')
  }

  async hashLater(password: string): Promise<string> {
    // ok: sync-io-in-handler
    return (await derive(password, randomBytes(16), 100_000, 32, 'sha256')).toString('hex')
  }
}
