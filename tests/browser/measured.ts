// What is tried and measured in a page, as one script that defines `tickmarkPage`.

import { parseInert } from "../../www/web/policy.js";
import * as html from "../../www/web/readers/html.js";
import type { Intake } from "../../www/web/readers/intake.js";

export { Desk } from "../../www/desk/desk.js";
export { LiveText } from "../../www/page/anchor.js";
export { collect } from "../../www/page/collect.js";
export { publishedOn } from "../../www/page/published.js";
export { scope } from "../../www/page/scope.js";
export { claimsOf } from "./claims-of.js";

// Not by trusted.js, whose script starts what the page needs.
export const htmlText = async (text: string): Promise<string> => html.htmlText(await parseInert(text));
export const readFragment = async (text: string): Promise<Intake> => html.readFragment(await parseInert(text));
export const readPage = async (text: string): Promise<Intake> => html.readPage(await parseInert(text));
