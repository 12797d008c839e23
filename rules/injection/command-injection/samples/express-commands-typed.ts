import { Request, Response, Router } from 'express';
import { exec as execCallback, execFile, ExecOptions } from 'node:child_process';
import * as childProcess from 'child_process';
import { promisify } from 'node:util';
import execa, { execaCommand } from 'execa';

const router = Router();
const exec = promisify(execCallback);
const run = promisify(childProcess.exec);
const runFile = promisify(execFile);

interface ConvertBody {
  source: string;
  width: number;
}

router.post('/convert', async (req: Request<{}, {}, ConvertBody>, res: Response) => {
  const { source } = req.body;
  // ruleid: command-injection
  await exec(`ffmpeg -i ${source} out.mp4`);
  // ruleid: command-injection
  await run('ffmpeg -i ' + source);
  // ruleid: command-injection
  childProcess.execSync(`ffmpeg -i "${source}"`);
  // ruleid: command-injection
  await execaCommand(`ffmpeg -i ${source}`);
  // ruleid: command-injection
  await execa(`ffmpeg -i ${source}`, { shell: true });
  // ok: command-injection
  await execa('ffmpeg', ['-i', source]);
  // ok: command-injection
  await runFile('ffmpeg', ['-i', source]);
  const width: number = Number(req.query.width);
  // ok: command-injection
  await exec(`mogrify -resize ${width} a.png`);
  res.sendStatus(204);
});

export class VideoService {
  private readonly root = '/srv/videos';

  async probe(file: string): Promise<string> {
    // ruleid: command-injection
    const { stdout } = await exec(`ffprobe ${file}`);
    return stdout;
  }

  async probeSafely(file: string): Promise<string> {
    // ok: command-injection
    const { stdout } = await runFile('ffprobe', ['-i', file]);
    return stdout;
  }

  async clean(): Promise<void> {
    const options: ExecOptions = { cwd: this.root };
    // ok: command-injection
    await exec('rm -rf tmp', options);
  }

  async scale(width: number): Promise<void> {
    // ok: command-injection
    await exec(`mogrify -resize ${width} a.png`);
  }
}

export default router;
