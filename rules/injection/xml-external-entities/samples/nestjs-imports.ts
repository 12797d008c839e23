import { Body, Controller, Post } from "@nestjs/common";
import * as libxml from "libxmljs";

@Controller("imports")
export class ImportsController {
  @Post()
  create(@Body() body: string) {
    // ruleid: xml-external-entities
    const document = libxml.parseXml(body, { replaceEntities: true });
    // ok: xml-external-entities
    const other = libxml.parseXml(body, { replaceEntities: false });
    return { root: document.root()?.name(), other: other.root()?.name() };
  }
}
