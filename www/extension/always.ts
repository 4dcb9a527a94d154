// Runs behind content.js on the sites that are always marked.

import type { Page } from "./content.js";

const { tickmarkPage } = globalThis as { tickmarkPage?: Page };
if (tickmarkPage && !tickmarkPage.session.isOn) void tickmarkPage.session.start("article");
