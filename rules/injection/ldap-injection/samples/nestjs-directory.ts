import { Controller, Get, Injectable, Param } from "@nestjs/common";
import { Client, EqualityFilter } from "ldapts";

@Injectable()
export class DirectoryService {
  private readonly client = new Client({ url: "ldaps://directory.example.org" });

  async find(uid: string) {
    // ruleid: ldap-injection
    return this.client.search("dc=example,dc=org", { filter: `(uid=${uid})`, scope: "sub" });
  }

  async findSafely(uid: string) {
    const filter = new EqualityFilter({ attribute: "uid", value: uid });
    // ok: ldap-injection
    return this.client.search("dc=example,dc=org", { filter, scope: "sub" });
  }
}

@Controller("people")
export class PeopleController {
  constructor(private readonly directory: DirectoryService) {}

  @Get(":uid")
  find(@Param("uid") uid: string) {
    return this.directory.find(uid);
  }

  @Get(":uid/safe")
  findSafely(@Param("uid") uid: string) {
    return this.directory.findSafely(uid);
  }
}
