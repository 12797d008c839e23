import { Controller, Injectable, Post, UploadedFile } from "@nestjs/common";
import { promises as fs } from "fs";
import * as path from "path";
import * as JSZip from "jszip";
import AdmZip from "adm-zip";

@Injectable()
export class Store {
  async write(name: string, data: Buffer) {
    // ruleid: archive-path-escape
    await fs.writeFile(path.join("/srv/imports", name), data);
  }

  async writeSafely(name: string, data: Buffer) {
    const target = path.resolve("/srv/imports", name);
    if (path.relative("/srv/imports", target).startsWith("..")) throw new Error("outside");
    // ok: archive-path-escape
    await fs.writeFile(target, data);
  }
}

@Controller("imports")
export class ImportsController {
  constructor(private readonly store: Store) {}

  @Post()
  async create(@UploadedFile() file: Express.Multer.File) {
    for (const entry of new AdmZip(file.buffer).getEntries()) {
      await this.store.write(entry.entryName, entry.getData());
      await this.store.writeSafely(entry.entryName, entry.getData());
    }
  }

  @Post("zip")
  async zip(@UploadedFile() file: Express.Multer.File) {
    const zip = await JSZip.loadAsync(file.buffer);
    for (const name of Object.keys(zip.files)) {
      // ruleid: archive-path-escape
      await fs.writeFile(`/srv/imports/${name}`, await zip.files[name].async("nodebuffer"));
    }
  }
}
