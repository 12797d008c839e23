import { Injectable } from '@nestjs/common';
import { genSalt, hash } from 'bcrypt';
import * as bcrypt from 'bcrypt';
import { createHash, pbkdf2Sync, randomBytes } from 'crypto';

@Injectable()
export class UsersService {
  private readonly rounds = 12;

  async create(dto: { email: string; password: string }): Promise<string[]> {
    // ruleid: weak-password-hash
    const a = createHash('md5').update(dto.password).digest('hex');
    // ruleid: weak-password-hash
    const b = await hash(dto.password, 6);
    // ruleid: weak-password-hash
    const c = await bcrypt.hash(dto.password, 8);
    // ok: weak-password-hash
    const d = await bcrypt.hash(dto.password, this.rounds);
    // ok: weak-password-hash
    const e = await bcrypt.hash(dto.password, await genSalt(12));
    // ruleid: weak-password-hash
    const f = pbkdf2Sync(dto.password, randomBytes(16), 5000, 32, 'sha256').toString('hex');
    // ok: weak-password-hash
    const g = createHash('sha256').update(randomBytes(32)).digest('hex');
    return [a, b, c, d, e, f, g];
  }

  encryptPassword(value: string): string {
    // ruleid: weak-password-hash
    return createHash('sha1').update(value).digest('hex');
  }
}
