import { Body, Controller, Patch } from "@nestjs/common";
import * as _ from "lodash";

class ChangeSettings {
  theme: string;
}

@Controller("settings")
export class SettingsController {
  private readonly settings = { theme: "light" };

  @Patch()
  change(@Body() body: any) {
    // ruleid: prototype-pollution
    return _.merge(this.settings, body);
  }

  @Patch("theme")
  theme(@Body() body: ChangeSettings) {
    // ok: prototype-pollution
    return _.merge(this.settings, { theme: body.theme });
  }
}
