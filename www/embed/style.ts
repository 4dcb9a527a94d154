// How marks look in an editor. Words under a mark get their own colour with the wash, so that both are readable
// whatever the page's own colours are. Not in print: what is printed is the text.

import { NAMES } from "../page/paint.js";

/** What stands out for a moment. */
export const FLASH = "tickmark-flash";

/** A checked claim keeps its kind's line and loses its wash: what is washed is still to be checked. */
export const MARKS_STYLE = `@media screen {
::highlight(${NAMES.quantity}) { background-color: #ffe9b8; color: #1d1f21; text-decoration: underline 2px #8a4b00; }
::highlight(${NAMES.date}) { background-color: #dbe9fb; color: #1d1f21; text-decoration: underline 2px dotted #1b4f8f; }
::highlight(${NAMES.comparison}) { background-color: #f1e3f8; color: #1d1f21; text-decoration: underline 2px dashed #6b2f8a; }
::highlight(${NAMES.quotation}) { background-color: #dcf1e2; color: #1d1f21; }
::highlight(${NAMES.indirect}) { text-decoration: underline 1px dashed #3a8f62; }
::highlight(${NAMES["quantity-checked"]}) { text-decoration: underline 1px #b36a00; }
::highlight(${NAMES["date-checked"]}) { text-decoration: underline 1px dotted #3b78c4; }
::highlight(${NAMES["comparison-checked"]}) { text-decoration: underline 1px dashed #8d4db3; }
::highlight(${NAMES["quotation-checked"]}), ::highlight(${NAMES["indirect-checked"]}) { text-decoration: underline 1px dotted #3a8f62; }
::highlight(${NAMES.unverifiable}), ::highlight(${NAMES["words-unverifiable"]}) { background-color: #e4e4e4; color: #1d1f21; text-decoration: underline 2px dotted #6a6a6a; }
::highlight(${NAMES.wrong}), ::highlight(${NAMES["words-wrong"]}) { background-color: #ffd9d3; color: #1d1f21; text-decoration: underline 2px wavy #a3271c; }
::highlight(${NAMES.current}) { background-color: #f6c1d0; color: #1d1f21; }
::highlight(${FLASH}) { background-color: #8f1d45; color: #ffffff; }
}`;
