import { BlobServiceClient } from '@azure/storage-blob';
import { ObjectCannedACL, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Storage } from '@google-cloud/storage';
import AWS from 'aws-sdk';
import multerS3 from 'multer-s3';

const client = new S3Client({});
const old = new AWS.S3();
const bucket = new Storage().bucket('invoices');

export async function save(Key: string, Body: Buffer) {
  // ruleid: public-object-storage
  await client.send(new PutObjectCommand({ Bucket: 'invoices', Key, Body, ACL: 'public-read' }));
  // ruleid: public-object-storage
  await client.send(new PutObjectCommand({ Bucket: 'invoices', Key, Body, ACL: ObjectCannedACL.public_read }));
  // ok: public-object-storage
  await client.send(new PutObjectCommand({ Bucket: 'invoices', Key, Body }));
  // ok: public-object-storage
  await client.send(new PutObjectCommand({ Bucket: 'invoices', Key, Body, ACL: 'private' }));
  const params = {
    Bucket: 'invoices',
    Key,
    Body,
    // ruleid: public-object-storage
    ACL: 'public-read',
  };
  await old.upload(params).promise();
}

// ruleid: public-object-storage
export const storage = multerS3({ s3: client, bucket: 'invoices', acl: 'public-read' });
// ok: public-object-storage
export const configured = multerS3({ s3: client, bucket: 'invoices', acl: process.env.INVOICE_ACL });

export async function google(name: string, contents: Buffer) {
  // ruleid: public-object-storage
  await bucket.file(name).makePublic();
  // ruleid: public-object-storage
  await bucket.file(name).save(contents, { public: true });
  // ok: public-object-storage
  await bucket.file(name).save(contents, { public: false });
}

export async function azure(connection: string) {
  const container = BlobServiceClient.fromConnectionString(connection).getContainerClient('invoices');
  // ruleid: public-object-storage
  await container.createIfNotExists({ access: 'container' });
  // ok: public-object-storage
  await container.createIfNotExists();
  // ok: public-object-storage
  const post = { access: 'container', public: true };
  return post;
}
