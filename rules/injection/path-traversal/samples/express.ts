import { Router, Request, Response } from 'express';
import * as fs from 'node:fs';
import { promises as fsPromises } from 'fs';
import fse from 'fs-extra';
import path, { join } from 'node:path';
import AdmZip from 'adm-zip';

const router = Router();
const root = join(process.cwd(), 'storage');

export class FilesController {
  async read(req: Request, res: Response): Promise<void> {
    const name = req.query.name as string;
    // ruleid: path-traversal
    const text = await fsPromises.readFile(join(root, name), 'utf8');
    res.send(text);
  }

  remove = async (req: Request, res: Response) => {
    const { folder, file } = req.body;
    // ruleid: path-traversal
    await fse.remove(path.join(root, folder));
    // ruleid: path-traversal
    fs.rmSync(path.join(root, file), { force: true });
    res.end();
  };

  unzip(req: Request, res: Response) {
    // ruleid: path-traversal
    const zip = new AdmZip(`${root}/${req.params.archive}`);
    res.json(zip.getEntries().map((entry) => entry.entryName));
  }

  list(req: Request, res: Response) {
    // ruleid: path-traversal
    res.json(fs.readdirSync(path.normalize(root + '/' + req.query.dir)));
    // ok: path-traversal
    res.json(fs.readdirSync(root));
  }
}

router.get('/export/:id', (req: Request, res: Response) => {
  const id: number = parseInt(req.params.id, 10);
  // ok: path-traversal
  res.sendFile(path.join(root, `${id}.csv`));
});

router.get('/object/:id', async (req: Request, res: Response) => {
  const row = await repository.findOne({ where: { key: req.params.id } });
  // ok: path-traversal
  res.sendFile(row.path);
});

export default router;
