// What a person chose of links: groups that do not show, and places of their own to check at.

import type { Claim, Group } from "../engine/protocol.js";

export interface OwnTarget {
  label: string;
  /** An https address with {q} where the words to search for go. */
  template: string;
}

export interface LinkChoices {
  hidden: Group[];
  targets: OwnTarget[];
}

/** The choices as they were stored; what cannot be read is taken as not chosen. */
export function choicesOf(stored: unknown): LinkChoices {
  const { hidden, targets } = (stored ?? {}) as Partial<LinkChoices>;
  return {
    hidden: Array.isArray(hidden) ? hidden : [],
    targets: Array.isArray(targets) ? targets.filter((target) => typeof target?.label === "string" && typeof target?.template === "string") : [],
  };
}

/** A person's own targets as the engine takes them: a name and a template by turns. */
export function asked({ targets }: LinkChoices): string[] {
  return targets.flatMap(({ label, template }) => [label, template]);
}

/** A claim with the links that are to show. */
export function choose<C extends Claim>(claim: C, { hidden }: LinkChoices): C {
  return hidden.length === 0 ? claim : { ...claim, links: claim.links.filter((link) => !hidden.includes(link.group)) };
}
