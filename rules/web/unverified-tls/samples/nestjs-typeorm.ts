import { Module } from '@nestjs/common';
import { HttpModule } from '@nestjs/axios';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Agent } from 'https';
import * as https from 'https';
import axios, { AxiosInstance } from 'axios';
import { MongoClient } from 'mongodb';

const isProduction: boolean = process.env.NODE_ENV === 'production';
const relaxed = false;

@Module({
  imports: [
    HttpModule.register({
      timeout: 5000,
      // ruleid: unverified-tls
      httpsAgent: new Agent({ rejectUnauthorized: false }),
    }),
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: process.env.DATABASE_URL,
      // ruleid: unverified-tls
      ssl: isProduction ? { rejectUnauthorized: false } : undefined,
    }),
    TypeOrmModule.forRoot({
      type: 'postgres',
      // ok: unverified-tls
      ssl: { rejectUnauthorized: true, ca: process.env.DB_CA },
      name: 'reports',
    }),
  ],
})
export class AppModule {}

export class PartnerClient {
  private readonly http: AxiosInstance;

  constructor(private readonly verify: boolean) {
    // ruleid: missing-timeout
    this.http = axios.create({
      // ok: unverified-tls
      httpsAgent: new https.Agent({ rejectUnauthorized: this.verify }),
    });
  }

  loose(): AxiosInstance {
    // ruleid: missing-timeout
    return axios.create({
      httpsAgent: new https.Agent({
        // ruleid: unverified-tls
        rejectUnauthorized: relaxed,
      }),
    });
  }
}

export const mongo = new MongoClient(process.env.MONGO_URL as string, {
  // ruleid: unverified-tls
  tlsAllowInvalidCertificates: true,
});
export const strictMongo = new MongoClient(process.env.MONGO_URL as string, {
  // ok: unverified-tls
  tlsCAFile: '/etc/ssl/ca.pem',
});
export const sqlServer = {
  server: 'sql.example.com',
  // ruleid: unverified-tls
  options: { encrypt: true, trustServerCertificate: true },
};

export async function call(url: string): Promise<Response> {
  // ruleid: unverified-tls
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  // ruleid: missing-timeout
  return fetch(url);
}
