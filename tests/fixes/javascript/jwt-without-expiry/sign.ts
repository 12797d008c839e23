import jwt, { SignOptions } from 'jsonwebtoken';
import * as jose from 'jose';

const KEY = process.env.JWT_KEY as string;

export function issue(id: string): string {
  return jwt.sign({ id }, KEY);
}

export function issueNamed(id: string): string {
  return jwt.sign({ id }, KEY, { algorithm: 'HS512', issuer: 'shop' } as SignOptions);
}

export function issueLater(id: string, done: (error: Error | null, token?: string) => void): void {
  jwt.sign({ id }, KEY, (error: Error | null, token?: string) => done(error, token));
}

export async function issueJose(id: string, key: Uint8Array): Promise<string> {
  return new jose.SignJWT({ sub: id }).setProtectedHeader({ alg: 'HS256' }).sign(key);
}
