import type { ArchivedExports } from "./types";

export class BucketExports implements ArchivedExports {
  constructor(private readonly bucket: string) {}

  async load(name: string) {
    const answer = await fetch(`https://storage.example.com/${encodeURIComponent(this.bucket)}/${encodeURIComponent(name)}`, {
      signal: AbortSignal.timeout(5000),
    });
    return answer.text();
  }
}
