const axios = require('axios');
const http = require('http');
const nodemailer = require('nodemailer');
const ftp = require('basic-ftp');
const grpc = require('@grpc/grpc-js');

const BILLING = 'http://billing.shop-partner.net';
const billingUrl = process.env.BILLING_URL || 'http://billing.shop-partner.net';

async function charge(order, token) {
  // ruleid: cleartext-transport
  await axios.post(`${BILLING}/charges`, order, { timeout: 5000 });
  // ruleid: cleartext-transport
  await axios.get(BILLING + '/charges', { headers: { Authorization: `Bearer ${token}` }, timeout: 5000 });
  // ruleid: cleartext-transport
  await axios({ method: 'post', url: 'http://billing.shop-partner.net/charges', data: order, timeout: 5000 });
  // ok: cleartext-transport
  await axios.post('https://billing.shop-partner.net/charges', order, { timeout: 5000 });
  // ok: cleartext-transport
  await axios.post('http://billing:3000/charges', order, { timeout: 5000 });
  // ok: cleartext-transport
  await axios.post(`${billingUrl}/charges`, order, { timeout: 5000 });
  // ok: cleartext-transport
  await axios.post('http://127.0.0.1:3000/charges', order, { timeout: 5000 });
}

// ruleid: cleartext-transport
const partner = axios.create({ baseURL: 'http://api.shop-partner.net/v2', timeout: 5000 });
// ok: cleartext-transport
const safePartner = axios.create({ baseURL: 'https://api.shop-partner.net/v2', timeout: 5000 });

async function send(order) {
  await partner.post('/orders', order);
  await safePartner.post('/orders', order);
  // ruleid: cleartext-transport
  return fetch('http://hooks.shop-partner.net/orders', { method: 'POST', body: JSON.stringify(order), signal: AbortSignal.timeout(5000) });
}

async function rates() {
  // a download, as info
  // pedantic: cleartext-transport
  return fetch('http://data.ecb-mirror.org/rates.xml', { signal: AbortSignal.timeout(5000) });
}

function old(order, done) {
  const options = { hostname: 'legacy.shop-partner.net', path: '/import', method: 'POST', timeout: 5000 };
  // ruleid: cleartext-transport
  const request = http.request(options, done);
  request.end(JSON.stringify(order));
  // ok: cleartext-transport
  http.request({ hostname: 'localhost', path: '/import', method: 'POST', timeout: 5000 }, done).end();
}

// ruleid: cleartext-transport
const mail = nodemailer.createTransport({ host: 'smtp.mailhost.com', port: 587, ignoreTLS: true, auth: { user: 'shop', pass: process.env.MAIL_PASSWORD } });
// ok: cleartext-transport
const safeMail = nodemailer.createTransport({ host: 'smtp.mailhost.com', port: 465, secure: true, auth: { user: 'shop', pass: process.env.MAIL_PASSWORD } });
// ok: cleartext-transport
const localMail = nodemailer.createTransport({ host: 'localhost', port: 1025, ignoreTLS: true });

async function upload(password) {
  const client = new ftp.Client();
  // ruleid: cleartext-transport
  await client.access({ host: 'files.shop-partner.net', user: 'shop', password });
  // ok: cleartext-transport
  await client.access({ host: 'files.shop-partner.net', user: 'shop', password, secure: true });
}

function channels(Payments) {
  // ruleid: cleartext-transport
  const far = new Payments('payments.shop-partner.net:443', grpc.credentials.createInsecure());
  // ok: cleartext-transport
  const here = new Payments('localhost:50051', grpc.credentials.createInsecure());
  // as info
  // pedantic: cleartext-transport
  const configured = new Payments(process.env.PAYMENTS_ADDRESS, grpc.credentials.createInsecure());
  // ok: cleartext-transport
  const safe = new Payments('payments.shop-partner.net:443', grpc.credentials.createSsl());
  return [far, here, configured, safe];
}

const isProduction = process.env.NODE_ENV === 'production';
const isDevOrTest = !isProduction;

function transport(host) {
  if (!isDevOrTest) {
    // ruleid: cleartext-transport
    return nodemailer.createTransport({ host, ignoreTLS: true, auth: { user: 'shop', pass: process.env.MAIL_PASSWORD } });
  } else {
    // ok: cleartext-transport
    return nodemailer.createTransport({ host, ignoreTLS: true });
  }
}

// ok: cleartext-transport
const chosen = isProduction ? safeMail : nodemailer.createTransport({ host: process.env.MAIL_HOST, ignoreTLS: true });

module.exports = { transport, chosen, charge, send, rates, old, mail, safeMail, localMail, upload, channels };
