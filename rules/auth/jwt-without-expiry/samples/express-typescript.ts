import jwt, { JwtPayload, SignOptions } from 'jsonwebtoken';
import * as JWT from 'jsonwebtoken';
import { Request, Response, Router } from 'express';
import { claimsFor } from './claims';

const router = Router();
const KEY = process.env.JWT_KEY as string;

interface Claims extends JwtPayload {
  userId: string;
}

router.post('/login', (req: Request, res: Response) => {
  const claims: Claims = { userId: req.body.id };
  // ruleid: jwt-without-expiry
  const token = jwt.sign(claims, KEY!, { algorithm: 'HS256' } as SignOptions);
  // ok: jwt-without-expiry
  const fine = jwt.sign(claims, KEY!, { algorithm: 'HS256', expiresIn: '5m' } satisfies SignOptions);
  res.json({ token, fine });
});

export const issue = async (userId: string, options: SignOptions): Promise<string> => {
  // the caller's options are not seen
  // ok: jwt-without-expiry
  return JWT.sign({ userId }, KEY, options);
};

export async function issueDefault(userId: string, options: SignOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    // ruleid: jwt-without-expiry
    JWT.sign({ userId } as Claims, KEY, (err: Error | null, token?: string) => (err ? reject(err) : resolve(token!)));
  });
}

export function imported(userId: string): string {
  // ok: jwt-without-expiry
  return JWT.sign(claimsFor(userId), KEY);
}

export class AuthService {
  private readonly key: string = KEY;
  private readonly signOptions: SignOptions = { expiresIn: '15m' };

  public createToken(user: { id: string }): string {
    const dataStored = { id: user.id };
    // ok: jwt-without-expiry
    return jwt.sign(dataStored, this.key, this.signOptions);
  }

  public createEndless(user: { id: string }): string {
    const dataStored = { id: user.id };
    // ruleid: jwt-without-expiry
    return jwt.sign(dataStored, this.key, { expiresIn: undefined });
  }
}

export default router;
