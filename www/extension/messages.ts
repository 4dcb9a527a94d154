// What the parts of the extension say to each other.

import type { Check, Claim, Report } from "../engine/protocol.js";
import type { OwnTarget } from "../ui/choices.js";
import type { Status } from "../ui/ticks.js";

/** Which part of a page is read. */
export type Part = "article" | "page" | "selection";

/** From a page to the background. */
export type Request =
  | { type: "scan"; text: string; date?: string }
  | { type: "badge"; count: number | null; problem?: string; progress?: number }
  | { type: "style"; on: boolean }
  | { type: "ticks"; address: string }
  /** The settings ask what is wrong with a target; the answer is one line or null. */
  | { type: "target"; target: OwnTarget }
  | { type: "tick"; address: string; key: string; status: Status | null }
  /** The panel's stylesheet, for a panel in the page. */
  | { type: "sheet" }
  /** A panel asks why the button did nothing in a tab. */
  | { type: "problem"; tab: number };

export type ScanAnswer = { report: Report } | { error: string };
/** What was asked of the storage, or why it could not be done. */
export type KeptAnswer = { ticks: Ticks } | { error: string };
export type Ticks = Record<string, Status>;

/** From the background to a page. */
export interface Press {
  type: "press";
  /** The button marks the article; where it is marked and its panel is open, it lets go. */
  part: Part | "toggle";
  /** When it was pressed: a panel that this very press opened was not open before. */
  at: number;
}

/** What a panel shows. Statuses are those of the claims, in their order. */
export interface State {
  on: boolean;
  address: string;
  text: string;
  claims: readonly Claim[];
  /** Sums, which claims name by their places here. */
  checks: readonly Check[];
  statuses: readonly (Status | null)[];
  part: Part;
  /** From 0 to 1 while a long text is read. */
  progress?: number | undefined;
  problem?: string | undefined;
  /** Why a status is not kept, or kept ones could not be read. */
  unkept?: string | undefined;
  /** The page takes the marks away again and again; they are no longer put back. */
  cleared: boolean;
  /** Claims that could not be painted. */
  lost: number;
}

/**
 * From a page to its panel. A text, its claims and their sums are sent once, the lists in slices, since browsers take no message
 * over 64 MB; the state comes behind them.
 */
export type ToPanel =
  | { type: "text"; text: string }
  | { type: "claims"; claims: readonly Claim[] }
  | { type: "checks"; checks: readonly Check[] }
  | { type: "state"; state: Omit<State, "text" | "claims" | "checks"> }
  | { type: "select" | "hover"; index: number | null };

/** From a panel to its page. */
export type FromPanel =
  | { type: "select"; index: number | null }
  | { type: "tick"; index: number; status: Status | null }
  | { type: "part"; part: Part }
  | { type: "off" };

/** To every panel: there is something new in a tab, by default the sender's. */
export interface Announcement {
  type: "announce";
  tab?: number;
}

/** Name of the ports between a panel and a page. */
export const PANEL = "tickmark-panel";
