import axios from 'axios';
import got from 'got';

const shared = { headers: { accept: 'application/json' } };
const api = axios.create({ baseURL: 'https://api.example.com', timeout: 10_000 });

export async function rates(day: string): Promise<unknown[]> {
  const a = await fetch('https://api.example.com/rates', { signal: AbortSignal.timeout(10_000) });
  // The time of a signal runs from where it is made.
  const b = await fetch('https://api.example.com/rates', { ...shared, signal: AbortSignal.timeout(10_000) });
  const c = await axios.get<string[]>('https://api.example.com/rates', { params: { day }, timeout: 10_000 });
  const d = await axios.post('https://api.example.com/rates', undefined, { timeout: 10_000 });
  const e = await axios.put('https://api.example.com/rates', { day }, { timeout: 10_000 });
  const f = await axios({
    method: 'get',
    url: 'https://api.example.com/rates',
    timeout: 10_000,
  });
  const g = await got('https://api.example.com/rates', { timeout: { request: 10_000 } }).json();
  return [a, b, c, d, e, f, g, api];
}
