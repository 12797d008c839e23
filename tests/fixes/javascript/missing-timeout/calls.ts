import axios from 'axios';
import got from 'got';

const shared = { headers: { accept: 'application/json' } };
const api = axios.create({ baseURL: 'https://api.example.com' });

export async function rates(day: string): Promise<unknown[]> {
  const a = await fetch('https://api.example.com/rates');
  // The time of a signal runs from where it is made.
  const b = await fetch('https://api.example.com/rates', shared);
  const c = await axios.get<string[]>('https://api.example.com/rates', { params: { day } });
  const d = await axios.post('https://api.example.com/rates');
  const e = await axios.put('https://api.example.com/rates', { day });
  const f = await axios({
    method: 'get',
    url: 'https://api.example.com/rates',
  });
  const g = await got('https://api.example.com/rates').json();
  return [a, b, c, d, e, f, g, api];
}
