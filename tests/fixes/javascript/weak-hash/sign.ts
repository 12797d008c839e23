import * as crypto from 'node:crypto';

export const sign = (payload: string, secret: string): string =>
  crypto.createHash("md5").update(payload + secret).digest("hex");

export const mac = (payload: string): string =>
  crypto.createHmac("sha1", process.env.KEY as string).update(payload).digest("hex");

export const named = (name: string, payload: string): string => crypto.createHash(name).update(payload).digest("hex");
